import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import { noOptions } from '../terms/token-options.ts';
import { freshAccessToken, freshRefreshToken, now, validClient, validCode, validService } from '../testing/records.ts';
import { type CodeRedemption, decideCodeRedemption } from './decide-code-redemption.ts';

const challenge = 'c'.repeat(43);
const bound = { ...validCode, codeChallenge: challenge };
const callback = 'https://app.example.com/callback';

const valid: CodeRedemption = {
  now,
  service: validService,
  client: validClient,
  clientSecretId: 'secret-1',
  confirmation: undefined,
  code: validCode,
  redirectUri: callback,
  verifierChallenge: undefined,
  requestedResources: undefined,
  requestedDetails: undefined,
  options: noOptions,
  accessToken: freshAccessToken,
  refreshToken: freshRefreshToken,
};
const api = 'https://api.example.com';
const loopbackClient = { ...validClient, redirectUris: ['http://127.0.0.1/cb'] };

const table: readonly (readonly [title: string, change: Partial<CodeRedemption>, expected: string])[] = [
  ['RFC 6749 §4.1.3: a good code', {}, 'issued'],
  ['RFC 6749 §4.1.3: an unknown code', { code: undefined }, 'invalid_grant: unknown code or wrong secret'],
  ['RFC 6749 §4.1.3: a code of another client', { client: { ...validClient, number: 8 } }, 'invalid_grant: code of another client'],
  ['RFC 6749 §4.1.3: a code of another service', { service: { ...validService, id: 2 } }, 'invalid_grant: code of another client'],
  ['RFC 6749 §4.1.2: a code at its expiry', { code: { ...validCode, expiresAt: now } }, 'invalid_grant: code expired'],
  ['RFC 6749 §4.1.2: a code a second before its expiry', { code: { ...validCode, expiresAt: epochSeconds(now + 1) } }, 'issued'],
  ['RFC 6749 §4.1.3: another redirect_uri', { redirectUri: `${callback}/` }, 'invalid_grant'],
  ['RFC 6749 §4.1.3: no redirect_uri though it was in the request', { redirectUri: undefined }, 'invalid_request'],
  [
    'RFC 6749 §4.1.3: no redirect_uri, as in the request',
    { redirectUri: undefined, code: { ...validCode, redirectUri: undefined } },
    'issued',
  ],
  [
    'RFC 6749 §4.1.3: the registered redirect_uri though none was in the request',
    { code: { ...validCode, redirectUri: undefined } },
    'issued',
  ],
  [
    'RFC 6749 §4.1.3: an unregistered redirect_uri though none was in the request',
    { code: { ...validCode, redirectUri: undefined }, redirectUri: 'https://evil.example.com/' },
    'invalid_grant',
  ],
  [
    'OAuth 2.1 §4.1.3: no redirect_uri where PKCE binds the code',
    { code: bound, verifierChallenge: challenge, redirectUri: undefined },
    'issued',
  ],
  [
    'OAuth 2.1 §4.1.3: another redirect_uri though PKCE binds the code',
    { code: bound, verifierChallenge: challenge, redirectUri: 'https://evil.example.com/' },
    'invalid_grant',
  ],
  [
    'RFC 8252 §7.3: a loopback redirect_uri with another port',
    { client: loopbackClient, code: { ...validCode, redirectUri: 'http://127.0.0.1:5000/cb' }, redirectUri: 'http://127.0.0.1:6000/cb' },
    'issued',
  ],
  ['RFC 7636 §4.6: the right verifier', { code: bound, verifierChallenge: challenge }, 'issued'],
  [
    'RFC 7636 §4.6: a verifier that does not match',
    { code: bound, verifierChallenge: 'd'.repeat(43) },
    'invalid_grant: code_verifier mismatch',
  ],
  ['RFC 7636 §4.6: no verifier', { code: bound }, 'invalid_grant: code_verifier missing'],
  [
    'RFC 9700 §2.1.1: a verifier without a challenge',
    { verifierChallenge: challenge },
    'invalid_grant: code_verifier without code_challenge',
  ],
  ['RFC 8707 §2.2: the resource of the request', { code: { ...validCode, resources: [api] }, requestedResources: [api] }, 'issued'],
  ['RFC 8707 §2.2: no resource though the request had one', { code: { ...validCode, resources: [api] } }, 'invalid_target'],
  ['RFC 8707 §2.2: a resource though the request had none', { requestedResources: [api] }, 'invalid_target'],
  ['RFC 8707 §2.2: another resource', { code: { ...validCode, resources: [api] }, requestedResources: [`${api}/x`] }, 'invalid_target'],
  ['RFC 8707 §2: a malformed resource', { code: { ...validCode, resources: [api] }, requestedResources: ['/x'] }, 'invalid_target'],
  ['RFC 6749 §3.3: a scope the client lost since', { client: { ...validClient, allowedScopes: ['write'] } }, 'invalid_grant'],
];

for (const [title, change, expected] of table) {
  test(`${title} → ${expected}`, () => {
    const decision = decideCodeRedemption({ ...valid, ...change });
    const actual = decision.action === 'issue' ? 'issued' : `${decision.error.code}: ${decision.error.reason}`;
    assert.ok(actual.startsWith(expected), actual);
    if (decision.action === 'refuse') assert.deepEqual(decision.changes, []);
  });
}

test('RFC 6749 §4.1.2: a replayed code revokes its grant, even after its expiry', () => {
  for (const expiresAt of [validCode.expiresAt, epochSeconds(now - 1)]) {
    const decision = decideCodeRedemption({ ...valid, code: { ...validCode, expiresAt, consumedAt: epochSeconds(now - 1) } });
    assert.equal(decision.action, 'refuse');
    assert.deepEqual(decision.changes, [{ change: 'revoke_grant', grantId: 'grant-1', at: now }]);
  }
});

test('RFC 6749 §4.1.4: a redemption consumes the code, and keeps the grant and both tokens', () => {
  const decision = decideCodeRedemption(valid);
  assert.equal(decision.action, 'issue');
  assert.deepEqual(
    decision.changes.map(({ change }) => change),
    ['consume_code', 'insert_grant', 'insert_access_token', 'insert_refresh_token'],
  );
  assert.deepEqual(decision.issued, {
    accessToken: freshAccessToken.credential,
    format: 'opaque',
    refreshToken: freshRefreshToken.credential,
    serviceId: 1,
    issuer: validService.issuer,
    clientId: validClient.clientId,
    subject: 'user-1',
    sector: undefined,
    scopes: ['read'],
    resources: [],
    authorizationDetails: undefined,
    authTime: validCode.authTime,
    acr: validCode.acr,
    confirmation: undefined,
    properties: undefined,
    claims: undefined,
    issuedAt: now,
    expiresAt: now + 3600,
    idToken: undefined,
  });
});

test('no token outlives its grant, whichever of the two ends first', () => {
  for (const refreshTokenLifetime of [0, 60, 86_400]) {
    const service = { ...validService, refreshTokenLifetime: refreshTokenLifetime as typeof validService.refreshTokenLifetime };
    const decision = decideCodeRedemption({ ...valid, service });
    assert.equal(decision.action, 'issue');
    const expiry: Record<string, number> = {};
    for (const change of decision.changes) {
      if (change.change === 'insert_grant') expiry.grant = change.grant.expiresAt;
      if (change.change === 'insert_access_token') expiry.access = change.accessToken.expiresAt;
      if (change.change === 'insert_refresh_token') expiry.refresh = change.refreshToken.expiresAt;
    }
    assert.ok(Math.max(expiry.access ?? 0, expiry.refresh ?? 0) <= (expiry.grant ?? 0), JSON.stringify(expiry));
    assert.equal(expiry.refresh, now + refreshTokenLifetime);
  }
});
