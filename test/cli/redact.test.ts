import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isSecretName, redactHeaders, redactText, redactUrl } from '../../src/cli/api/redact.ts';
import { describeAnswer, describeDryRun } from '../../src/cli/api/show-exchange.ts';

const canary = 'hush-0f7d';

test('secrets are found by their names, however these are written', () => {
  const secret = [
    'password',
    'client_secret',
    'clientSecret',
    'access_token',
    'refreshToken',
    'jwtAccessToken',
    'api_key',
    'apiKey',
    'private_key',
    'code',
    'code_verifier',
    'client_assertion',
    'device_code',
    'ticket',
    'idToken',
    'dpop',
    'oauthClientAttestation',
    'oauthClientAttestationPop',
    'pre-authorized_code',
    'refreshTokenIdentifier',
    'sharedKeyForSign',
  ];
  const open = [
    'resultCode',
    'token_type',
    'accessTokenDuration',
    'refreshTokenScopes',
    'scope',
    'tokenEndpoint',
    'action',
    'state_code',
    'secretExpiresAt',
    'dpopNonceRequired',
    'dpopNonce',
  ];
  for (const name of secret) assert.ok(isSecretName(name), name);
  for (const name of open) assert.ok(!isSecretName(name), name);
});

test('headers that prove something are redacted', () => {
  const shown = redactHeaders({
    Authorization: canary,
    'Proxy-Authorization': canary,
    'X-Api-Key': canary,
    'X-Session-Token': canary,
    'set-cookie': canary,
    'x-client-secret': canary,
    'X-Access-Key': canary,
    DPoP: canary,
    'OAuth-Client-Attestation-PoP': canary,
    accept: 'a',
    'dpop-nonce': 'b',
  });
  assert.equal(shown.filter(([, value]) => value === '[redacted]').length, 9);
  assert.deepEqual(shown.slice(-2), [
    ['accept', 'a'],
    ['dpop-nonce', 'b'],
  ]);
});

test('bodies are redacted in depth: JSON, JSON within JSON, forms, keys, and JSON that is broken', () => {
  const bodies = [
    JSON.stringify({ a: [{ client_secret: canary }], b: { password: [canary] }, deep: { token: { value: canary } } }),
    JSON.stringify({ responseContent: JSON.stringify({ access_token: canary, inner: JSON.stringify({ refresh_token: canary }) }) }),
    JSON.stringify({ parameters: `grant_type=refresh_token&refresh_token=${canary}` }),
    JSON.stringify({ properties: [{ key: 'plan', value: canary, hidden: true }] }),
    JSON.stringify({ jwks: JSON.stringify({ keys: [{ kty: 'EC', x: 'open', d: canary }] }) }),
    `grant_type=password&password=${canary}&client%5Fsecret=${canary}`,
    `{"client_secret":"${canary}","b":`,
    `{"client_secret":"${canary}`,
  ];
  for (const body of bodies) assert.ok(!redactText(body).includes(canary), redactText(body));
  assert.equal(redactText('{"token_revoked":true,"token":null,"d":"open"}'), '{"token_revoked":true,"token":null,"d":"open"}');
  assert.equal(redactUrl(`https://h/p?token=${canary}&page=2`), 'https://h/p?token=[redacted]&page=2');
});

test('property: no text makes redaction fail, and JSON stays JSON', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => typeof redactText(body) === 'string'));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
      JSON.parse(redactText(JSON.stringify(body)));
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant('token'), fc.string({ minLength: 1 })), { maxLength: 4 }), (path) => {
      const nested = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), { client_secret: canary });
      return !redactText(JSON.stringify(nested)).includes(canary);
    }),
  );
});

test('what is shown is bounded, and cannot command the terminal', () => {
  const lines = describeDryRun('POST', 'http://h/', { headers: { 'x-a': 'b\u001b[2J' }, body: `${'y'.repeat(9000)}` });
  assert.equal(lines.find((line) => line.includes('yyy'))?.length, '[DRY-RUN] '.length + 4096 + ' … 4904 more'.length);
  const shown = describeAnswer(200, 1.4, { headers: {}, body: 'a\u001b]0;x\u0007b' }).join('\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  assert.ok(!/[\u0000-\u0008\u001b]/.test(lines.join('\n') + shown));
});
