import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { plainTokenRules } from '../model/token-rules.ts';
import { openIdScopes } from '../oidc/openid-scopes.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { validService } from '../testing/records.ts';
import { encodeTokenResponse, type TokenResponse } from './encode-token-response.ts';
import { reissueIdToken } from './reissue-id-token.ts';

const settings = {
  scopes: [...validService.scopes, ...openIdScopes],
  tokenRules: { ...plainTokenRules, idTokenReissuable: true },
};

async function refresh(run: TestEngine, scope: string): Promise<TokenResponse> {
  const { client, secret } = await run.addClient();
  const credentials = { client_id: client.clientId, client_secret: secret };
  const code = await run.authorize({ client_id: client.clientId, scope });
  const { refresh_token = '' } = await run.obtain({ grant_type: 'authorization_code', code, ...credentials });
  return run.obtain({ grant_type: 'refresh_token', refresh_token, ...credentials });
}

const tokensOf = ({ access_token, refresh_token = '' }: TokenResponse) => ({ accessToken: access_token, refreshToken: refresh_token });

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`seed 002, idtoken/reissue: the answer of a refresh with another ID token (${accessTokenFormat})`, async () => {
    await using run = await openEngine({ ...settings, accessTokenFormat });
    const answer = await refresh(run, 'openid read');
    const terms = { claims: { name: 'Ann' }, sub: 'known-as', audience: 'array' as const };
    const issued = await reissueIdToken(run.engine, { service: run.service, ...tokensOf(answer), terms });
    assert.ok(!(issued instanceof OAuthError));
    const again = await encodeTokenResponse(run.engine, issued, run.engine.clock());
    assert.deepEqual({ ...again, access_token: '', id_token: '' }, { ...answer, access_token: '', id_token: '' });
    const decode = (jwt = '') => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
    if (accessTokenFormat === 'opaque') assert.equal(again.access_token, answer.access_token);
    else assert.deepEqual(decode(again.access_token), decode(answer.access_token));
    const { at_hash: _hash, aud, ...claims } = decode(again.id_token);
    const { at_hash: _oldHash, aud: oldAud, ...before } = decode(answer.id_token);
    assert.deepEqual([claims, aud], [{ ...before, name: 'Ann', sub: 'known-as' }, [oldAud].flat()]);
  });
}

test('seed 002, idtoken/reissue: live tokens of one grant, with openid, where the service allows it', async () => {
  await using run = await openEngine(settings);
  const { service, engine } = run;
  const [first, second, plain] = [await refresh(run, 'openid'), await refresh(run, 'openid'), await refresh(run, 'read')];
  const reasonOf = async (accessToken: string, refreshToken: string, rules = settings.tokenRules): Promise<unknown> => {
    const issued = await reissueIdToken(engine, { service: { ...service, tokenRules: rules }, accessToken, refreshToken, terms: {} });
    return issued instanceof OAuthError ? issued.reason : 'made';
  };
  const [a, b, c] = [tokensOf(first), tokensOf(second), tokensOf(plain)];
  assert.equal(await reasonOf(a.accessToken, a.refreshToken), 'made');
  assert.equal(await reasonOf(a.accessToken, a.refreshToken, plainTokenRules), 'the service does not make ID tokens anew');
  assert.equal(await reasonOf(a.accessToken, b.refreshToken), 'the tokens are of different grants');
  assert.equal(await reasonOf(c.accessToken, c.refreshToken), 'openid was not granted');
  assert.equal(await reasonOf('x', a.refreshToken), 'the access token is not good');
  assert.equal(await reasonOf(a.accessToken, 'x'), 'the refresh token is not good');
  run.pass(3600);
  assert.equal(await reasonOf(a.accessToken, a.refreshToken), 'the access token is not good');
});
