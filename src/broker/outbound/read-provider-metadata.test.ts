import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import { mayFollow } from './may-follow.ts';
import { readProviderMetadata } from './read-provider-metadata.ts';

const issuer = 'https://id.example';
const [provider] = decodeProviderSettings({ environment: {}, list: [{ id: 'p', type: 'oidc', client_id: 'c', issuer }] });
assert.ok(provider);
const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: 'https://tokens.example/token',
  userinfo_endpoint: `${issuer}/me`,
  revocation_endpoint: `${issuer}/revoke`,
  device_authorization_endpoint: `${issuer}/device`,
  authorization_response_iss_parameter_supported: true,
};
const read = (change: object, of = provider) => readProviderMetadata(of, issuer, JSON.stringify({ ...metadata, ...change }));
const endpointsOf = (answer: ReturnType<typeof read>) => (answer.outcome === 'found' ? answer.endpoints : assert.fail(answer.words));

test('OpenID Connect Discovery 1.0 §4.3: the endpoints are read', () => {
  assert.deepEqual(endpointsOf(read({})), {
    authUrl: `${issuer}/auth`,
    tokenUrl: 'https://tokens.example/token',
    validateUrl: `${issuer}/me`,
    revokeUrl: `${issuer}/revoke`,
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    clientAuth: 'client_secret_basic',
    deviceCodeUrl: `${issuer}/device`,
    issuer,
    sendsIssuer: true,
  });
});

test('settings win over metadata', () => {
  assert.equal(endpointsOf(read({}, { ...provider, revokeUrl: 'https://own.example/r' })).revokeUrl, 'https://own.example/r');
});

test('OpenID Connect Core 1.0 §5.3: userinfo validates only tokens that have the openid scope', () => {
  assert.equal(endpointsOf(read({}, { ...provider, scopes: ['api'] })).validateUrl, undefined);
});

for (const [title, of, supported, scopes] of [
  ['defaults it does not announce', provider, ['openid', 'email', 'profile'], ['openid', 'profile', 'email']],
  ['openid, which it may leave unsaid', provider, ['email'], ['openid', 'email']],
  ['all of them where it announces nothing', provider, undefined, provider.scopes],
  ['what the operator wrote', { ...provider, scopes: ['openid', 'x'], scopesAreDefaults: false }, ['openid'], ['openid', 'x']],
] as const) {
  const verb = title.startsWith('defaults') ? 'is not asked for' : 'is asked for';
  test(`OpenID Connect Discovery 1.0 §3: a provider ${verb} ${title}`, () => {
    assert.deepEqual(endpointsOf(read({ scopes_supported: supported }, of)).scopes, scopes);
  });
}

test('RFC 8414 §2: a provider that does not speak Basic is sent the secret in the body', () => {
  assert.equal(endpointsOf(read({ token_endpoint_auth_methods_supported: ['client_secret_post'] })).clientAuth, 'client_secret_post');
});

for (const [title, body] of [
  ['no JSON', '<html>'],
  ['no object', '7'],
  ['another issuer', JSON.stringify({ ...metadata, issuer: 'https://evil.example' })],
  ['a private endpoint', JSON.stringify({ ...metadata, token_endpoint: 'http://169.254.169.254/latest' })],
] as const) {
  test(`metadata with ${title} is refused`, () => assert.equal(readProviderMetadata(provider, issuer, body).outcome, 'failed'));
}

for (const [to, allowed] of [
  ['https://id.example/x', true],
  ['https://other.example/x', true],
  ['http://other.example/x', false],
  ['https://127.0.0.1/x', false],
  ['https://[::1]/x', false],
  ['https://0x7f.1/x', false],
  ['https://localhost/x', false],
  ['https://metadata.google.internal/x', false],
  ['https://printer.local/x', false],
  ['https://user@other.example/x', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
] as const) {
  test(`DESIGN §11: a document of the issuer ${allowed ? 'may' : 'may not'} lead to ${to}`, () => {
    assert.equal(mayFollow(issuer, to), allowed);
  });
}

test('what the operator runs on a private address stays on its origin', () => {
  assert.ok(mayFollow('http://127.0.0.1:9000', 'http://127.0.0.1:9000/token'));
  assert.ok(!mayFollow('http://127.0.0.1:9000', 'http://127.0.0.1:9001/token'));
});
