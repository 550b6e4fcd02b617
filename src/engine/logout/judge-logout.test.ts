import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { openEngine } from '../testing/open-engine.ts';
import { now } from '../testing/records.ts';
import { judgeLogout } from './judge-logout.ts';
import { decodeLogoutRequest, encodeLogoutRequest } from './logout-request.ts';
import { logoutTokenClaims, logoutTokenType } from './logout-token.ts';

test('OpenID Connect RP-Initiated Logout §4: only an ID token of ours is a hint, and an old one is', async () => {
  await using run = await openEngine();
  const { engine, service } = run;
  const { client } = await run.addClient({ postLogoutRedirectUris: ['https://app.example.com/out'] });
  const person = { subject: 'user-1', sid: 'sid-1' };
  const claims = { iss: service.issuer, aud: client.clientId, sub: 'user-1', sid: 'sid-1', iat: 1, exp: 2 };
  const judge = async (idTokenHint: string) => {
    const request = { idTokenHint, clientId: undefined, postLogoutRedirectUri: undefined, state: undefined };
    return (await judgeLogout(engine, { service, request, person, isConfirmed: false })).action;
  };
  const idToken = await engine.signJwt(service.id, 'JWT', claims);
  assert.equal(await judge(idToken), 'end', 'it expired long ago');
  for (const [what, hint] of [
    ['no JWT', 'abc'],
    ['another signature', `${idToken.slice(0, -4)}AAAA`],
    ['an access token', await engine.signJwt(service.id, 'at+jwt', claims)],
    ['another issuer', await engine.signJwt(service.id, 'JWT', { ...claims, iss: 'https://other.example' })],
    ['several audiences', await engine.signJwt(service.id, 'JWT', { ...claims, aud: [client.clientId, 'other'] })],
    ['an audience that is no client', await engine.signJwt(service.id, 'JWT', { ...claims, aud: 'nobody', sub: 'user-2' })],
    [
      'a logout token',
      await engine.signJwt(
        service.id,
        logoutTokenType,
        logoutTokenClaims({ now, issuer: service.issuer, clientId: client.clientId, sub: 'user-1', sid: 'sid-1', jti: 'j' }),
      ),
    ],
  ] as const)
    assert.equal(await judge(hint), 'ask', what);
});

test('OpenID Connect RP-Initiated Logout §2: a parameter that is there twice is refused, and others are not read', () => {
  assert.throws(() => decodeLogoutRequest(decodeForm('state=a&state=b')), OAuthError);
  const request = decodeLogoutRequest(decodeForm('state=a&logout_hint=x&ui_locales=de&client_id=c'));
  assert.deepEqual(encodeLogoutRequest(request), [
    ['client_id', 'c'],
    ['state', 'a'],
  ]);
});
