import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAccessToken } from '../access/judge-access-token.ts';
import { introspectToken } from '../introspect/introspect.ts';
import type { TestClient, TestEngine } from '../testing/open-engine.ts';
import { claimsOf, openOpenId, refresh, signIn } from '../testing/open-openid.ts';
import { answerUserinfo } from './answer-userinfo.ts';

const presentation = { scheme: 'Bearer' } as const;

async function everySub(run: TestEngine, app: TestClient, subject: string): Promise<readonly unknown[]> {
  const tokens = await signIn(run, app, {}, subject);
  const { engine, service } = run;
  const asked = { service, token: tokens.access_token, now: engine.clock() };
  const userinfo = await answerUserinfo(engine, { service, token: tokens.access_token, presentation });
  const { response } = await introspectToken(engine, asked);
  const { response: ofRefreshToken } = await introspectToken(engine, { ...asked, token: tokens.refresh_token ?? '' });
  return [
    claimsOf(tokens.id_token).sub,
    userinfo.action === 'answer' && userinfo.claims.sub,
    response.active && response.sub,
    ofRefreshToken.active && ofRefreshToken.sub,
    ...(app.client.accessTokenFormat === 'jwt' ? [claimsOf(tokens.access_token).sub] : []),
    claimsOf((await refresh(run, app, tokens)).id_token).sub,
  ];
}

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`OpenID Connect Core §8.1: a pairwise sub is the same wherever the client meets it (${accessTokenFormat})`, async () => {
    await using run = await openOpenId();
    const app = await run.addClient({ subjectType: 'pairwise', accessTokenFormat });
    const subs = new Set(await everySub(run, app, 'user-1'));
    assert.equal(subs.size, 1);
    const [sub] = subs;
    assert.match(String(sub), /^[\w-]{43}$/);
    assert.notDeepEqual(await everySub(run, app, 'user-2'), await everySub(run, app, 'user-1'));
  });
}

test('OpenID Connect Core §8: a public sub is the same wherever the client meets it, and at every client', async () => {
  await using run = await openOpenId();
  const subs = [...(await everySub(run, await run.addClient(), 'user-1')), ...(await everySub(run, await run.addClient(), 'user-1'))];
  assert.deepEqual([...new Set(subs)], ['user-1']);
});

test('OpenID Connect Core §8.1: clients of a sector know a person by the same sub, those of others by another', async () => {
  await using run = await openOpenId();
  const at = (callbackUrl: string) => run.addClient({ subjectType: 'pairwise', callbackUrl });
  const subAt = async (callbackUrl: string) => (await everySub(run, await at(callbackUrl), 'user-1'))[0];
  assert.equal(await subAt('https://app.example.com/a'), await subAt('https://APP.example.com:8443/b'));
  assert.notEqual(await subAt('https://app.example.com/a'), await subAt('https://other.example.com/a'));
});

test('a token with a pairwise sub still stands for the person at our own API', async () => {
  await using run = await openOpenId();
  const { engine, service } = run;
  const tokens = await signIn(run, await run.addClient({ subjectType: 'pairwise', accessTokenFormat: 'jwt' }));
  const judged = await judgeAccessToken(engine, { service, token: tokens.access_token, resource: service.issuer, presentation });
  assert.equal(judged.active && judged.subject, 'user-1');
});
