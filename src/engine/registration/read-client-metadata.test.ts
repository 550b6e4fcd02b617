import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../../protocol/jose/parse-object.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { decideClientCreation } from '../clients/decide-client.ts';
import { now, validService } from '../testing/records.ts';
import { clientMetadata } from './client-metadata.ts';
import { encodeClientMetadata } from './encode-client-metadata.ts';
import { readClientMetadata } from './read-client-metadata.ts';
import { defaultAuthMethod } from './register-client.ts';

const reader = { service: validService, defaultAuthMethod };
const redirect_uris = ['https://app.example.com/callback'];

/** The client that metadata make, as its metadata. */
function register(metadata: JsonObject): JsonObject {
  const input = readClientMetadata(metadata, reader);
  assert.ok(!(input instanceof OAuthError), input instanceof OAuthError ? input.message : '');
  const ids = { number: 8, clientId: 'client-8' };
  const made = decideClientCreation({ now, service: validService, input, source: 'dynamic', createdBy: undefined, ...ids });
  assert.equal(made.action, 'save', JSON.stringify(made));
  return JSON.parse(JSON.stringify(encodeClientMetadata(validService, made.client)));
}

test('RFC 7591 §3.2.1: what is told of a client makes the same client again', () => {
  const once = register({
    redirect_uris,
    client_name: 'App',
    'client_name#de': 'Anwendung',
    scope: 'read write',
    contacts: ['a@b.example'],
    default_max_age: 0,
    subject_type: 'pairwise',
    post_logout_redirect_uris: redirect_uris,
    application_type: 'web',
    use_mtls_endpoint_aliases: true,
  });
  assert.deepEqual(register(once), once);
});

test('RFC 7592 §2.2: null says the same as nothing', () => {
  const nothing = Object.fromEntries(
    [...clientMetadata.map(({ name }) => name), 'scope', 'contacts', 'application_type', 'use_mtls_endpoint_aliases'].map((name) => [
      name,
      null,
    ]),
  );
  assert.deepEqual(register({ ...nothing, redirect_uris }), register({ redirect_uris }));
});

test('RFC 7591 §2: a name that is too long is cut, and one that is missing is made', () => {
  assert.equal(register({ redirect_uris, client_name: '💥'.repeat(100) }).client_name, '💥'.repeat(64));
  assert.equal(register({ redirect_uris, client_name: '  ' }).client_name, 'app.example.com');
});

for (const [uri, isTaken] of [
  ['http://localhost:3000/cb', true],
  ['http://127.0.0.1/cb', true],
  ['http://[::1]:8080', true],
  ['https://localhost/cb', true],
  ['http://localhost.evil.example/cb', false],
  ['http://127.0.0.1.evil.example/cb', false],
  ['http://app.example.com/cb', false],
  ['HTTP://app.example.com/cb', false],
] as const)
  test(`RFC 8252 §7.3: ${uri} is ${isTaken ? '' : 'not '}taken without anybody's looking`, () => {
    const read = readClientMetadata({ redirect_uris: [uri] }, reader);
    assert.equal(read instanceof OAuthError && read.code, isTaken ? false : 'invalid_redirect_uri');
  });

test('whatever is sent is read or refused, and what is read can be judged', () => {
  const names = [
    ...clientMetadata.map(({ name }) => name),
    'scope',
    'response_types',
    'contacts',
    'client_uri',
    'application_type',
    'use_mtls_endpoint_aliases',
    'client_name#de',
    'x',
  ];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string(),
    fc.array(fc.string()),
    fc.constantFrom('none', 'read', 'private_key_jwt', redirect_uris),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (metadata) => {
      assert.ok(isJsonObject(metadata));
      const input = readClientMetadata(metadata, reader);
      if (input instanceof OAuthError) return assert.match(input.code, /^invalid_(?:client_metadata|redirect_uri)$/);
      decideClientCreation({ now, service: validService, input, source: 'dynamic', createdBy: undefined, number: 8, clientId: 'client-8' });
    }),
  );
});
