import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeForm } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { type ClientKey, makeClientKey } from '../testing/client-keys.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { now, personAt, validClient, validService } from '../testing/records.ts';
import { approveAuthorization } from './approve-authorization.ts';
import type { AuthorizationOutcome } from './authorization-decision.ts';
import { pushAuthorizationRequest } from './push-request.ts';
import { findRequestObjectFault, readRequestObject } from './read-request-object.ts';

const person = personAt();
const issuer = validService.issuer;

const validClaims = {
  iss: validClient.clientId,
  client_id: validClient.clientId,
  aud: issuer,
  exp: now + 300,
  nbf: now,
  iat: now,
};
type Change = Readonly<Record<string, unknown>>;
const fault = (claims: Change, header: Change = {}): string | undefined =>
  findRequestObjectFault({
    now,
    service: validService,
    client: validClient,
    jwt: { header: { alg: 'ES256', ...header }, claims: { ...validClaims, ...claims } },
  });

const good: readonly (readonly [title: string, claims: Change, header?: Change])[] = [
  ['RFC 9101 §4: a request object', {}],
  ['RFC 9101 §10.8: its own type', {}, { typ: 'oauth-authz-req+jwt' }],
  ['RFC 7515 §4.1.9: its own type, spelled out', {}, { typ: 'application/OAuth-Authz-Req+JWT' }],
  ['RFC 7519 §5.1: the general type', {}, { typ: 'JWT' }],
  ['RFC 7519 §4.1.3: an audience of several', { aud: ['https://other.example', issuer] }],
  ['a client by its number', { iss: '7', client_id: '7' }],
  ['RFC 7519 §4.1.4: a clock that is a minute behind', { exp: now - 59 }],
  ['a clock that is a minute ahead', { nbf: now + 60, iat: now + 60 }],
];
for (const [title, claims, header] of good) test(`${title} is good`, () => assert.equal(fault(claims, header), undefined));

const bad: readonly (readonly [title: string, claims: Change, header?: Change])[] = [
  ['RFC 9101 §10.8: the type of a client assertion', {}, { typ: 'client-authentication+jwt' }],
  ['RFC 9101 §10.8: the type of an access token', {}, { typ: 'at+jwt' }],
  ['RFC 8725 §3.11: a type that is no text', {}, { typ: 1 }],
  ['RFC 9101 §4: another iss', { iss: 'somebody' }],
  ['RFC 9101 §4: no iss', { iss: undefined }],
  ['RFC 9101 §5: another client_id', { client_id: 'somebody' }],
  ['RFC 9101 §5: no client_id', { client_id: undefined }],
  ['RFC 9101 §10.8: the client as sub', { sub: validClient.clientId }],
  ['RFC 9101 §4: another aud', { aud: 'https://other.example' }],
  ['RFC 9101 §4: the token endpoint as aud', { aud: `${issuer}/oauth2/tokens` }],
  ['RFC 9101 §4: no aud', { aud: undefined }],
  ['RFC 7519 §4.1.4: no exp', { exp: undefined }],
  ['RFC 7519 §4.1.4: an exp that is past', { exp: now - 60 }],
  ['an exp that is text', { exp: String(now + 60) }],
  ['an exp that is far away', { exp: now + 86_400 }],
  ['RFC 7519 §4.1.5: an nbf that is not yet', { nbf: now + 120 }],
  ['FAPI 2.0 Message Signing §5.3.1: an nbf of two hours ago', { nbf: now - 7200 }],
  ['RFC 9101 §4: a request in the request', { request: 'x' }],
  ['RFC 9101 §4: a request_uri in the request', { request_uri: 'https://app.example.com/' }],
];
for (const [title, claims, header] of bad) test(`${title} is refused`, () => assert.notEqual(fault(claims, header), undefined));

interface Signing {
  readonly run: TestEngine;
  readonly key: ClientKey;
  readonly client: TestClient;
  claims(more?: Change): Change;
}

async function openSigning(): Promise<Signing> {
  const run = await openEngine();
  const key = makeClientKey();
  const client = await run.addClient({ jwks: key.jwks });
  const { clientId } = client.client;
  const claims = (more: Change = {}): Change => ({
    ...validClaims,
    iss: clientId,
    client_id: clientId,
    aud: run.service.issuer,
    response_type: 'code',
    scope: 'read',
    state: 'inside',
    ...more,
  });
  return { run, key, client, claims };
}

const send = ({ run, client }: Signing, form: Readonly<Record<string, string>>): Promise<AuthorizationOutcome> =>
  approveAuthorization(
    run.engine,
    { service: run.service, parameters: decodeForm(new URLSearchParams({ client_id: client.client.clientId, ...form }).toString()) },
    person,
  );

test('RFC 9101 §6.3: a signed request counts, and what is outside it does not', async () => {
  const signing = await openSigning();
  await using run = signing.run;
  const outcome = await send(signing, {
    request: signing.key.signJwt(signing.claims()),
    state: 'outside',
    scope: 'all',
    code_challenge: '!',
  });
  assert.ok(outcome.action === 'redirect');
  assert.equal(outcome.error, undefined);
  assert.equal(outcome.answer.state, 'inside');
  assert.ok(run.service);
});

test('RFC 9101 §4, RFC 8707 §2.1: numbers, JSON and lists become parameters', async () => {
  const { run, key, client, claims } = await openSigning();
  await using _ = run;
  const text = key.signJwt(
    claims({ max_age: 60, claims: { userinfo: {} }, resource: ['https://a.example', 'https://b.example'], nonce: null }),
  );
  const read = await readRequestObject(run.engine, { now, service: run.service, client: client.client }, text);
  assert.ok(!(read instanceof OAuthError));
  assert.equal(JSON.parse(read.payload).max_age, 60);
  assert.deepEqual(Object.fromEntries(read.parameters), {
    client_id: [client.client.clientId],
    response_type: ['code'],
    scope: ['read'],
    state: ['inside'],
    max_age: ['60'],
    claims: ['{"userinfo":{}}'],
    resource: ['https://a.example', 'https://b.example'],
  });
});

const forged = (text: string, part: 0 | 1, change: Change): string =>
  text
    .split('.')
    .map((each, index) => {
      if (index !== part) return each;
      const value = JSON.parse(Buffer.from(each, 'base64url').toString());
      return Buffer.from(JSON.stringify({ ...value, ...change })).toString('base64url');
    })
    .join('.');

test('RFC 9101 §6.2, §10.2, RFC 8725 §3.1: what the client did not sign is invalid_request_object', async () => {
  const signing = await openSigning();
  await using _ = signing.run;
  const { key, claims } = signing;
  const text = key.signJwt(claims());
  const other = makeClientKey();
  const attempts: readonly (readonly [string, string])[] = [
    ['another payload', forged(text, 1, { scope: 'all' })],
    ['alg none', `${forged(text, 0, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['alg HS256', forged(text, 0, { alg: 'HS256' })],
    ['another key', other.signJwt(claims())],
    ['a key in the header', other.signJwt(claims(), { jwk: other.jwks.keys[0], kid: undefined })],
    ['a key by URL', other.signJwt(claims(), { jku: 'https://evil.example/jwks' })],
    ['a critical extension', key.signJwt(claims(), { crit: ['b64'], b64: true })],
    ['no signature', text.slice(0, text.lastIndexOf('.') + 1)],
    ['an encrypted one', `${text}.a.b`],
    ['no JWT', 'request'],
    ['one that is too long', key.signJwt(claims({ state: 'x'.repeat(50_000) }))],
  ];
  for (const [title, request] of attempts) {
    const outcome = await send(signing, { request });
    assert.ok(outcome.action === 'show_error', title);
    assert.equal(outcome.error.code, 'invalid_request_object', title);
  }
});

test('RFC 9101 §6.2: whatever is sent as a request is refused, not crashed on', async () => {
  const signing = await openSigning();
  await using _ = signing.run;
  const part = fc.oneof(
    fc.base64String(),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
      const outcome = await send(signing, { request: parts.join('.') || 'x' });
      assert.equal(outcome.error?.code, 'invalid_request_object');
    }),
    { numRuns: 200 },
  );
});

test('RFC 9101 §5: request and request_uri exclude each other', async () => {
  const signing = await openSigning();
  await using _ = signing.run;
  const outcome = await send(signing, { request: signing.key.signJwt(signing.claims()), request_uri: 'urn:x' });
  assert.equal(outcome.error?.code, 'invalid_request');
});

test('RFC 9126 §3: a pushed request may be signed, and then only its object counts', async () => {
  const { run, key, client, claims } = await openSigning();
  await using _ = run;
  const form = { client_id: client.client.clientId, client_secret: client.secret, scope: 'all', request: key.signJwt(claims()) };
  const decision = await pushAuthorizationRequest(run.engine, run.request(form));
  assert.ok(decision.action === 'pushed');
  const [change] = decision.changes;
  assert.ok(change?.change === 'insert_authorization_ticket');
  assert.equal(change.ticket.isSigned, true);
  assert.deepEqual(new Map(change.ticket.parameters).get('scope'), ['read']);
  const wrong = await pushAuthorizationRequest(run.engine, run.request({ ...form, request: makeClientKey().signJwt(claims()) }));
  assert.equal(wrong.action === 'refuse' && wrong.error.code, 'invalid_request_object');
});

test('RFC 9101 §10.5: a client that registered for signed requests sends no others, signed by its algorithm', async () => {
  const run = await openEngine();
  await using _ = run;
  const key = makeClientKey();
  const client = await run.addClient({ jwks: key.jwks, requireSignedRequestObject: true, requestObjectSigningAlg: 'PS256' });
  const signing: Signing = { run, key, client, claims: () => ({}) };
  assert.equal((await send(signing, { response_type: 'code' })).error?.code, 'invalid_request');
  const { clientId } = client.client;
  const claims = { ...validClaims, iss: clientId, client_id: clientId, aud: run.service.issuer, response_type: 'code' };
  assert.equal((await send(signing, { request: key.signJwt(claims) })).error?.code, 'invalid_request_object');
});
