import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import type { Issued } from '../model/tokens.ts';
import type { RefreshTokenFacts } from '../ports.ts';
import { noOptions } from '../terms/token-options.ts';
import { freshAccessToken, freshRefreshToken, now, validClient, validGrant, validRefreshToken, validService } from '../testing/records.ts';
import { decideRefresh, type Refresh } from './decide-refresh.ts';

const presented: RefreshTokenFacts = {
  refreshToken: validRefreshToken,
  grant: validGrant,
  clientId: validClient.clientId,
  sector: undefined,
  clientSecretExists: true,
};
const valid: Refresh = {
  now,
  service: validService,
  client: validClient,
  clientSecretId: 'secret-1',
  confirmation: undefined,
  presented,
  requestedScope: undefined,
  requestedResources: undefined,
  requestedDetails: undefined,
  options: noOptions,
  accessToken: freshAccessToken,
  refreshToken: freshRefreshToken,
};
const successor: Issued = {
  accessToken: { kind: 'accessToken', id: 'access-1b', secret: 'x' },
  format: 'opaque',
  refreshToken: { kind: 'refreshToken', id: 'refresh-1b', secret: 'x' },
  serviceId: 1,
  issuer: validService.issuer,
  clientId: validClient.clientId,
  subject: 'user-1',
  sector: undefined,
  scopes: ['read'],
  resources: [],
  authorizationDetails: undefined,
  authTime: validGrant.authTime,
  acr: validGrant.acr,
  confirmation: undefined,
  properties: undefined,
  claims: undefined,
  idToken: undefined,
  issuedAt: epochSeconds(now - 10),
  expiresAt: epochSeconds(now + 3590),
};
const rotated = (secondsAgo: number, change: Partial<RefreshTokenFacts> = {}): Partial<Refresh> => ({
  presented: { ...presented, refreshToken: { ...validRefreshToken, rotatedAt: epochSeconds(now - secondsAgo) }, ...change },
  successor,
});
const withGrant = (change: Partial<typeof validGrant>): Partial<Refresh> => ({
  presented: { ...presented, grant: { ...validGrant, ...change } },
});
const api = 'https://api.example.com';

const table: readonly (readonly [title: string, change: Partial<Refresh>, expected: string])[] = [
  ['a good refresh token', {}, 'issued'],
  ['an unknown one', { presented: undefined }, 'invalid_grant: unknown refresh token or wrong secret'],
  ['one of another client', { client: { ...validClient, number: 8 } }, 'invalid_grant: refresh token of another client'],
  ['one of another service', { service: { ...validService, id: 2 } }, 'invalid_grant: refresh token of another client'],
  ['a revoked grant', withGrant({ revokedAt: now }), 'invalid_grant: grant revoked'],
  ['a deleted secret', { presented: { ...presented, clientSecretExists: false } }, 'invalid_grant: the secret behind'],
  [
    'at its expiry',
    { presented: { ...presented, refreshToken: { ...validRefreshToken, expiresAt: now } } },
    'invalid_grant: refresh token expired',
  ],
  ['a grant at its expiry', withGrant({ expiresAt: now }), 'invalid_grant: refresh token expired'],
  ['fewer scopes', { requestedScope: 'read' }, 'issued'],
  ['more scopes', { requestedScope: 'read all' }, 'invalid_scope'],
  ['a malformed scope', { requestedScope: 'a"b' }, 'invalid_scope'],
  ['a resource though none was granted', { requestedResources: [api] }, 'invalid_target'],
];

for (const [title, change, expected] of table) {
  test(`RFC 6749 §6: ${title} → ${expected}`, () => {
    const decision = decideRefresh({ ...valid, ...change });
    const actual = decision.action === 'issue' ? 'issued' : `${decision.error.code}: ${decision.error.reason}`;
    assert.ok(actual.startsWith(expected), actual);
    if (decision.action === 'refuse') assert.deepEqual(decision.changes, []);
  });
}

test('RFC 6749 §6: a rotation ends the old pair and keeps its answer for a repeat', () => {
  const decision = decideRefresh(valid);
  assert.equal(decision.action, 'issue');
  const expiresAt = epochSeconds(now + validService.refreshLeeway);
  assert.deepEqual(decision.changes.slice(0, 3), [
    { change: 'rotate_refresh_token', refreshTokenId: 'refresh-1', at: now },
    { change: 'insert_successor', refreshTokenId: 'refresh-1', successor: decision.issued, expiresAt },
    { change: 'revoke_access_token', accessTokenId: 'access-1', at: now },
  ]);
  assert.deepEqual(
    decision.changes.slice(3).map(({ change }) => change),
    ['insert_access_token', 'insert_refresh_token'],
  );
});

test('RFC 6749 §6: narrowing concerns the access token only; the grant keeps its scopes', () => {
  const decision = decideRefresh({ ...valid, requestedScope: 'read' });
  assert.equal(decision.action, 'issue');
  assert.deepEqual(decision.issued.scopes, ['read']);
  assert.ok(decision.changes.every(({ change }) => change !== 'renew_grant'));
});

for (const secondsAgo of [0, 10, 30]) {
  test(`within the leeway, ${secondsAgo} s after its use, a refresh token gets the same successor and nothing is written`, () => {
    assert.deepEqual(decideRefresh({ ...valid, ...rotated(secondsAgo) }), { action: 'issue', issued: successor, changes: [] });
  });
}

test('RFC 9700 §4.14.2: after the leeway the family is revoked', () => {
  const decision = decideRefresh({ ...valid, ...rotated(31) });
  assert.equal(decision.action, 'refuse');
  assert.equal(decision.error.code, 'invalid_grant');
  assert.deepEqual(decision.changes, [{ change: 'revoke_grant', grantId: 'grant-1', at: now }]);
});

test('RFC 9700 §4.14.2: a service without leeway keeps no answer, and tolerates no reuse a second later', () => {
  const service = { ...validService, refreshLeeway: seconds(0) };
  const first = decideRefresh({ ...valid, service });
  assert.ok(first.changes.every(({ change }) => change !== 'insert_successor'));
  const { action, changes } = decideRefresh({ ...valid, service, ...rotated(1) });
  assert.deepEqual([action, changes.map(({ change }) => change)], ['refuse', ['revoke_grant']]);
});

test('a repeat within a leeway that was given later is refused, and costs nobody the family', () => {
  const decision = decideRefresh({ ...valid, ...rotated(1), successor: undefined });
  assert.equal(decision.action, 'refuse');
  assert.deepEqual(decision.changes, []);
});

test('the leeway does not revive a revoked grant, nor serve another client', () => {
  const revoked = rotated(1, { grant: { ...validGrant, revokedAt: now } });
  assert.equal(decideRefresh({ ...valid, ...revoked }).action, 'refuse');
  assert.equal(decideRefresh({ ...valid, ...rotated(1), client: { ...validClient, number: 8 } }).action, 'refuse');
});

test('RFC 6749 §6: the grant is renewed only when its end comes near, or the secret changed', () => {
  const renewal = (change: Partial<Refresh>) => {
    const decision = decideRefresh({ ...valid, ...change });
    return decision.changes.find(({ change: name }) => name === 'renew_grant');
  };
  assert.equal(renewal({}), undefined);
  const soon = epochSeconds(now + 86_399);
  assert.deepEqual(renewal(withGrant({ expiresAt: soon })), {
    change: 'renew_grant',
    grantId: 'grant-1',
    expiresAt: now + 2 * 86_400,
    clientSecretId: 'secret-1',
    confirmation: undefined,
    terms: undefined,
  });
  assert.deepEqual(renewal({ clientSecretId: 'secret-2' }), {
    change: 'renew_grant',
    grantId: 'grant-1',
    expiresAt: validGrant.expiresAt,
    clientSecretId: 'secret-2',
    confirmation: undefined,
    terms: undefined,
  });
});

test('RFC 8707 §2.2: a refresh may leave the resource out or name one that was granted', () => {
  const grant = { ...validGrant, resources: [api, `${api}/b`] };
  const omitted = decideRefresh({ ...valid, presented: { ...presented, grant } });
  const narrowed = decideRefresh({ ...valid, presented: { ...presented, grant }, requestedResources: [api] });
  assert.deepEqual(omitted.action === 'issue' && omitted.issued.resources, grant.resources);
  assert.deepEqual(narrowed.action === 'issue' && narrowed.issued.resources, [api]);
});
