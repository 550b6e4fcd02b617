import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { AccessTokenFacts } from '../ports.ts';
import { openEngine } from '../testing/open-engine.ts';
import { now } from '../testing/records.ts';
import { findEndOfAccessToken } from './find-end-of-access-token.ts';
import { judgeAccessToken } from './judge-access-token.ts';

const valid: AccessTokenFacts = {
  accessToken: {
    id: 'access-1',
    secretHash: 'h',
    serviceId: 1,
    clientNumber: 7,
    subject: 'user-1',
    grantId: 'grant-1',
    clientSecretId: 'secret-1',
    confirmation: undefined,
    scopes: [],
    resources: [],
    authorizationDetails: undefined,
    properties: undefined,
    createdAt: now,
    expiresAt: epochSeconds(now + 1),
    revokedAt: undefined,
  },
  grant: { authTime: now, acr: undefined, revokedAt: undefined },
  sector: undefined,
  clientId: 'client',
  clientSecretExists: true,
};

const table: readonly (readonly [change: Partial<AccessTokenFacts>, end: string | undefined])[] = [
  [{}, undefined],
  [{ accessToken: { ...valid.accessToken, expiresAt: now } }, 'access token expired'],
  [{ accessToken: { ...valid.accessToken, revokedAt: now } }, 'access token revoked'],
  [{ clientId: undefined }, 'client deleted'],
  [{ clientSecretExists: false }, 'client secret deleted'],
  [{ grant: undefined }, 'grant gone'],
  [{ grant: undefined, accessToken: { ...valid.accessToken, grantId: undefined } }, undefined],
  [{ grant: { authTime: now, acr: undefined, revokedAt: now } }, 'grant revoked'],
];

for (const [change, end] of table) {
  test(`RFC 6750 §3.1: ${end ?? 'a live access token'}`, () => {
    assert.equal(findEndOfAccessToken({ ...valid, ...change }, now), end);
  });
}

test('RFC 8707 §2.2: a token for another resource is active, but its audience does not match', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient();
  const form = { grant_type: 'client_credentials', client_id: client.clientId, client_secret: secret };
  const audience = async (resource: string | undefined): Promise<unknown> => {
    const { access_token: token } = await run.obtain(resource === undefined ? form : { ...form, resource });
    const judged = await judgeAccessToken(run.engine, {
      service: run.service,
      token,
      resource: run.service.issuer,
      presentation: { scheme: 'Bearer' },
    });
    return judged.active && judged.audienceMatches;
  };
  assert.equal(await audience(undefined), true);
  assert.equal(await audience(`${run.service.issuer}/`), true);
  assert.equal(await audience('https://api.example.com'), false);
});

test('RFC 6750 §3.1: a token of another service, another kind or with another secret is unknown', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient();
  const { access_token } = await run.obtain({ grant_type: 'client_credentials', client_id: client.clientId, client_secret: secret });
  const judge = async (token: string, id = run.service.id): Promise<boolean> =>
    (
      await judgeAccessToken(run.engine, {
        service: { ...run.service, id },
        token,
        resource: run.service.issuer,
        presentation: { scheme: 'Bearer' },
      })
    ).active;
  assert.equal(await judge(access_token), true);
  assert.equal(await judge(access_token, run.service.id + 1), false);
  assert.equal(await judge(secret), false);
  assert.equal(await judge(''), false);
});

test('RFC 9068 §4: a JWT that names the row of an opaque token does not stand in for it', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient();
  const { access_token } = await run.obtain({ grant_type: 'client_credentials', client_id: client.clientId, client_secret: secret });
  const jwt = await run.engine.signJwt(run.service.id, 'at+jwt', { jti: access_token.slice(4, 22) });
  assert.ok(await run.engine.facts.findAccessTokenWithGrant(access_token.slice(4, 22)));
  assert.equal(
    (
      await judgeAccessToken(run.engine, {
        service: run.service,
        token: jwt,
        resource: run.service.issuer,
        presentation: { scheme: 'Bearer' },
      })
    ).active,
    false,
  );
});
