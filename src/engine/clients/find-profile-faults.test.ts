import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProfileName } from '../model/profile-name.ts';
import { now, validClient, validService } from '../testing/records.ts';
import type { ClientInput } from './client-input.ts';
import { decideClientCreation, decideClientUpdate } from './decide-client.ts';

const jwksUri = 'https://app.example.com/jwks';
const valid: ClientInput = {
  name: 'App',
  redirectUris: ['https://app.example.com/callback'],
  tokenEndpointAuthMethod: 'private_key_jwt',
  jwksUri,
};
const create = (input: ClientInput, profiles: readonly ProfileName[] = []) =>
  decideClientCreation({
    now,
    service: { ...validService, profiles },
    input,
    source: 'static',
    createdBy: undefined,
    number: 7,
    clientId: validClient.clientId,
  });
const faultsOf = (input: ClientInput, profiles?: readonly ProfileName[]): readonly string[] => {
  const decision = create(input, profiles);
  return decision.action === 'reject' ? decision.faults.map(({ field, detail }) => `${field}: ${detail}`) : [];
};
const certificate = [{ field: 'tls_client_auth_san_dns', value: 'app.example.com' }] as const;

const table: readonly (readonly [clause: string, title: string, change: ClientInput, profile: ProfileName, field: string])[] = [
  ['§5.3.2.1 (3)', 'a public client', { clientType: 'public', tokenEndpointAuthMethod: 'none' }, 'fapi2_security', 'client_type'],
  ['§5.3.2.1 (6)', 'no method named', { tokenEndpointAuthMethod: undefined }, 'fapi2_security', 'token_endpoint_auth_method'],
  ['§5.3.2.1 (6)', 'a shared secret', { tokenEndpointAuthMethod: 'client_secret_basic' }, 'fapi2_security', 'token_endpoint_auth_method'],
  ['§5.3.2.2 (8)', 'a redirect URI in the clear', { redirectUris: ['http://app.example.com/'] }, 'fapi2_security', 'redirect_uris'],
  ['§5.3.2.2 (8)', 'localhost', { redirectUris: ['http://localhost/'] }, 'fapi2_security', 'redirect_uris'],
  [
    '§5.4.1 (1)',
    'assertions signed with RS256',
    { tokenEndpointAuthSigningAlg: 'RS256' },
    'fapi2_security',
    'token_endpoint_auth_signing_alg',
  ],
  ['§5.4.1 (1)', 'requests signed with ES512', { requestObjectSigningAlg: 'ES512' }, 'fapi2_security', 'request_object_signing_alg'],
  [
    '§5.4.1 (1)',
    'answers signed with RS256',
    { authorizationSignedResponseAlg: 'RS256' },
    'fapi2_signed_responses',
    'authorization_signed_response_alg',
  ],
  ['§5.4.1 (1)', 'ID tokens signed with RS256', { idTokenSignedResponseAlg: 'RS256' }, 'fapi2_security', 'id_token_signed_response_alg'],
  [
    '§5.4.1 (1)',
    'introspection signed with RS256',
    { introspectionSignedResponseAlg: 'RS256' },
    'fapi2_signed_introspection',
    'introspection_signed_response_alg',
  ],
  [
    '§5.3.1 (1)',
    'no key to sign requests with',
    { tokenEndpointAuthMethod: 'tls_client_auth', certificateSubjects: certificate, jwksUri: undefined },
    'fapi2_signed_requests',
    'jwks',
  ],
];
for (const [clause, title, change, profile, field] of table) {
  test(`FAPI 2.0 ${clause}: ${title} is refused by name under ${profile}`, () => {
    for (const faults of [faultsOf({ ...valid, ...change, profiles: [profile] }), faultsOf({ ...valid, ...change }, [profile])]) {
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.ok(faults[0]?.startsWith(`${field}: ${field} `) && faults[0].includes(clause), faults[0]);
    }
    assert.deepEqual(faultsOf({ ...valid, ...change }), []);
  });
}

const good: readonly (readonly [title: string, change: ClientInput])[] = [
  ['private_key_jwt', {}],
  ['a certificate', { tokenEndpointAuthMethod: 'tls_client_auth', certificateSubjects: certificate }],
  ['a loopback address', { redirectUris: ['http://127.0.0.1/callback', 'http://[::1]:4000/'] }],
  ['EdDSA', { tokenEndpointAuthSigningAlg: 'EdDSA', introspectionSignedResponseAlg: 'EdDSA' }],
];
for (const [title, change] of good) {
  test(`FAPI 2.0 §5: a client with ${title} keeps every profile`, () => {
    assert.deepEqual(faultsOf({ ...valid, ...change, profiles: ['fapi2_signed_requests', 'fapi2_signed_responses'] }), []);
  });
}

test('a profile that is unknown is refused, and what we cannot sign with too', () => {
  assert.match(String(faultsOf({ ...valid, profiles: ['fapi2_security', 'fapi3'] })), /^profiles: profiles may have fapi2_security, /);
  assert.match(
    String(faultsOf({ ...valid, introspectionSignedResponseAlg: 'none' })),
    /^introspection_signed_response_alg: .* must be one of ES256/,
  );
});

test('profiles are kept once each, kept when nothing is said of them, and put off by an empty list', () => {
  const made = create({ ...valid, profiles: ['fapi2_security', 'fapi2_security'] });
  assert.ok(made.action === 'save');
  assert.deepEqual(made.client.profiles, ['fapi2_security']);
  const change = (input: ClientInput) => decideClientUpdate({ now, service: validService, client: made.client, input });
  const renamed = change({ name: 'Other' });
  assert.deepEqual(renamed.action === 'save' && renamed.client.profiles, ['fapi2_security']);
  const freed = change({ profiles: [] });
  assert.deepEqual(freed.action === 'save' && freed.client.profiles, []);
  assert.equal(change({ tokenEndpointAuthMethod: 'client_secret_post' }).action, 'reject');
});
