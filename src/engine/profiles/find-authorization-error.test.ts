import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { type AuthorizationFacts, judgeAuthorizationRequest } from '../authorize/judge-authorization-request.ts';
import type { Client } from '../model/client.ts';
import type { ProfileName } from '../model/profile-name.ts';
import { validClient, validService } from '../testing/records.ts';

const client: Client = {
  ...validClient,
  tokenEndpointAuthMethod: 'private_key_jwt',
  redirectUris: ['https://app.example.com/callback', 'http://app.example.com/', 'http://127.0.0.1/', 'http://localhost/'],
};
const parameters: Readonly<Record<string, string>> = {
  client_id: client.clientId,
  response_type: 'code',
  redirect_uri: 'https://app.example.com/callback',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
  state: 'xyz',
};

interface Change extends Omit<Partial<AuthorizationFacts>, 'parameters' | 'client'> {
  readonly client?: Partial<Client>;
  readonly parameters?: Readonly<Record<string, string | undefined>>;
}

const judge = (profile: ProfileName | undefined, by: 'service' | 'client', change: Change) => {
  const names = profile === undefined ? [] : [profile];
  const sent = Object.entries({ ...parameters, ...change.parameters }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return judgeAuthorizationRequest({
    isPushed: true,
    ...change,
    service: { ...validService, profiles: by === 'service' ? names : [] },
    client: { ...client, ...change.client, profiles: by === 'client' ? names : [] },
    parameters: decodeForm(new URLSearchParams(sent).toString()),
  });
};

const security = 'fapi2_security';
const broken: readonly (readonly [clause: string, title: string, profile: ProfileName, change: Change, code: string])[] = [
  [
    'FAPI 2.0 Security Profile §5.3.2.1 (3)',
    'a public client',
    security,
    { client: { clientType: 'public', tokenEndpointAuthMethod: 'none' } },
    'unauthorized_client',
  ],
  [
    'FAPI 2.0 Security Profile §5.3.2.1 (6)',
    'a client with a shared secret',
    security,
    { client: { tokenEndpointAuthMethod: 'client_secret_jwt' } },
    'unauthorized_client',
  ],
  ['FAPI 2.0 Security Profile §5.3.2.2 (2), (3)', 'a request that the browser brings', security, { isPushed: false }, 'invalid_request'],
  [
    'FAPI 2.0 Security Profile §5.3.2.2 (5)',
    'no PKCE',
    security,
    { parameters: { code_challenge: undefined, code_challenge_method: undefined } },
    'invalid_request',
  ],
  [
    'FAPI 2.0 Security Profile §5.3.2.2 (5)',
    'PKCE that does not say how',
    security,
    { parameters: { code_challenge_method: undefined } },
    'invalid_request',
  ],
  [
    'FAPI 2.0 Security Profile §5.3.2.2 (6)',
    'no redirect_uri, though one is registered',
    security,
    { client: { redirectUris: ['https://app.example.com/callback'] }, parameters: { redirect_uri: undefined } },
    'invalid_request',
  ],
  [
    'FAPI 2.0 Security Profile §5.3.2.2 (8)',
    'a redirect URI in the clear',
    security,
    { parameters: { redirect_uri: 'http://app.example.com/' } },
    'invalid_request',
  ],
  [
    'FAPI 2.0 Security Profile §5.3.2.2 (8)',
    'a loopback redirect URI by name',
    security,
    { parameters: { redirect_uri: 'http://localhost:4000/' } },
    'invalid_request',
  ],
  ['FAPI 2.0 Message Signing §5.3.1 (1)', 'a request nobody signed', 'fapi2_signed_requests', {}, 'invalid_request'],
  ['FAPI 2.0 Message Signing §5.4.1 (1)', 'an answer that is not to be signed', 'fapi2_signed_responses', {}, 'invalid_request'],
  [
    'FAPI 2.0 Message Signing §5.4.1 (1)',
    'an answer in a plain form',
    'fapi2_signed_responses',
    { parameters: { response_mode: 'form_post' } },
    'invalid_request',
  ],
];

for (const [clause, title, profile, change, code] of broken) {
  for (const by of ['service', 'client'] as const) {
    test(`${clause}: ${title} under the profile of the ${by} → ${code}`, () => {
      const verdict = judge(profile, by, change);
      assert.ok(verdict.verdict === 'invalid');
      assert.equal(verdict.error.code, code);
      assert.ok(verdict.error.reason.startsWith(`${clause}: `), verdict.error.reason);
    });
  }
}

const kept: readonly (readonly [title: string, profile: ProfileName, change: Change])[] = [
  ['§5.3.2.2: a request that keeps every rule', security, {}],
  ['§5.3.2.2 (8): a loopback address', security, { parameters: { redirect_uri: 'http://127.0.0.1:4000/' } }],
  ['§5.3.2.1 (6): a client with a certificate', security, { client: { tokenEndpointAuthMethod: 'tls_client_auth' } }],
];
for (const [title, profile, change] of kept) {
  test(`FAPI 2.0 Security Profile ${title} is valid`, () => assert.equal(judge(profile, 'service', change).verdict, 'valid'));
}

test('FAPI 2.0 Message Signing §5.3.1, §5.4.1: a signed request for a signed answer is valid', () => {
  assert.equal(judge('fapi2_signed_requests', 'service', { isSigned: true }).verdict, 'valid');
  assert.equal(judge('fapi2_signed_responses', 'client', { parameters: { response_mode: 'jwt' } }).verdict, 'valid');
});

test('FAPI 2.0 Security Profile §5.3.2.2 (8): nothing is sent to a redirect URI in the clear, the error neither', () => {
  const verdict = judge(security, 'service', { parameters: { redirect_uri: 'http://app.example.com/' } });
  assert.ok(verdict.verdict === 'invalid' && !('redirectUri' in verdict));
});

test('each of these requests is valid without the profile', () => {
  for (const [, , , change] of broken) assert.equal(judge(undefined, 'service', change).verdict, 'valid');
});
