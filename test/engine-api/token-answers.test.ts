import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';

type Members = Readonly<Record<string, unknown>>;

const supportedScopes = ['openid', 'read', 'write'].map((name) => ({ name }));

suite('seed 002 §2.2: what auth/token tells of the tokens it issued', () => {
  let api: EngineApi;
  let serviceId: number;
  let client: { readonly clientId: string; readonly clientSecret: string };
  before(async () => {
    api = await startEngineApi();
    const token = api.owner.organization_token;
    serviceId = (await api.call('/../service/create', { supportedScopes }, { token })).body.apiKey;
    const grantTypes = ['AUTHORIZATION_CODE', 'REFRESH_TOKEN', 'CLIENT_CREDENTIALS'];
    const made = await call('/client/create', { clientType: 'CONFIDENTIAL', redirectUris: ['https://app.example/callback'], grantTypes });
    client = { clientId: made.clientIdAlias, clientSecret: made.clientSecret };
  });
  after(() => api[Symbol.asyncDispose]());

  const call = async (path: string, body: unknown) => {
    const { status, body: answer, text } = await api.call(path, body, { serviceId, token: api.owner.organization_token });
    assert.equal(status, 200, text);
    assert.doesNotMatch(text, /:null\b/);
    return answer;
  };
  const settle = (settings: Members) => call('/service/update?replace=true', { supportedScopes, ...settings });
  const create = (scopes: readonly string[]) =>
    call('/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientIdentifier: client.clientId, subject: 'ann', scopes });
  const process = (form: Readonly<Record<string, string>>, more: Members = {}) =>
    call('/auth/token', { parameters: String(new URLSearchParams(form)), ...client, ...more });
  const refresh = (refreshToken: string, more: Readonly<Record<string, string>> = {}) =>
    process({ grant_type: 'refresh_token', refresh_token: refreshToken, ...more });

  test('RFC 6749 §6: a narrower access token leaves the scopes of the refresh token', async () => {
    const { refreshToken } = await create(['read', 'write']);
    const narrow = await refresh(refreshToken, { scope: 'read' });
    assert.deepEqual([narrow.scopes, narrow.refreshTokenScopes], [['read'], ['read', 'write']]);
    const wide = await refresh(narrow.refreshToken);
    assert.deepEqual(
      [wide.scopes, wide.refreshTokenScopes],
      [
        ['read', 'write'],
        ['read', 'write'],
      ],
    );
  });

  test('when the refresh token ends is told whether it is new, the same, or told once more', async () => {
    for (const settings of [{}, { refreshTokenKept: true }, { refreshTokenIdempotent: true }]) {
      await settle({ refreshTokenDuration: 1000, ...settings });
      const { refreshToken } = await create(['read']);
      for (const answer of [await refresh(refreshToken), await refresh(refreshToken)]) {
        assert.equal(answer.action, 'OK', JSON.stringify(answer));
        assert.equal(answer.refreshTokenDuration, 1000);
        assert.ok(Math.abs(answer.refreshTokenExpiresAt - Date.now() - 1_000_000) < 60_000);
        assert.deepEqual(answer.refreshTokenScopes, ['read']);
      }
    }
  });

  test('more claims of a JWT are told, and none where there is no JWT', async () => {
    const claims = { tenant: { id: 7 } };
    const more = { jwtAtClaims: JSON.stringify(claims) };
    await settle({ accessTokenSignAlg: 'ES256' });
    const { jwtAccessToken, additionalClaims } = await process({ grant_type: 'client_credentials' }, more);
    assert.deepEqual(JSON.parse(additionalClaims), claims);
    const payload = JSON.parse(Buffer.from(jwtAccessToken.split('.')[1], 'base64url').toString());
    assert.deepEqual(payload.tenant, claims.tenant);
    await settle({});
    assert.equal('additionalClaims' in (await process({ grant_type: 'client_credentials' }, more)), false);
  });
});
