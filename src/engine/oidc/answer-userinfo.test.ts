import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOpenId, signIn } from '../testing/open-openid.ts';
import { goneSubject } from '../testing/records.ts';
import { answerUserinfo as answer, type UserinfoDecision } from './answer-userinfo.ts';

type Run = Awaited<ReturnType<typeof openOpenId>>;

const answerUserinfo = ({ engine, service }: Run, token: string, scheme: 'Bearer' | 'DPoP' = 'Bearer'): Promise<UserinfoDecision> =>
  answer(engine, { service, token, presentation: { scheme } });

const refusalOf = (decision: UserinfoDecision) => (decision.action === 'refuse' ? [decision.error.code, decision.error.reason] : undefined);

test('OpenID Connect Core §5.3.2, §5.4: userinfo tells what the scopes say, and always sub', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const told = async (scope: string) => {
    const decision = await answerUserinfo(run, (await signIn(run, app, { scope })).access_token);
    return decision.action === 'answer' && decision.claims;
  };
  assert.deepEqual(await told('openid'), { sub: 'user-1' });
  assert.deepEqual(await told('openid email'), { sub: 'user-1', email: 'ada@example.com', email_verified: false });
  assert.deepEqual(await told('openid profile'), {
    sub: 'user-1',
    name: 'Ada Example',
    preferred_username: 'user-1',
    updated_at: 1_700_000_000,
  });
});

test('OpenID Connect Core §5.5: userinfo tells what was asked for one by one', async () => {
  await using run = await openOpenId();
  const claims = JSON.stringify({ userinfo: { email: { essential: true }, shoe_size: null }, id_token: { name: null } });
  const decision = await answerUserinfo(run, (await signIn(run, await run.addClient(), { claims })).access_token);
  assert.deepEqual(decision, { action: 'answer', claims: { sub: 'user-1', email: 'ada@example.com' } });
});

test('OpenID Connect Core §5.3.2: signed userinfo has iss and aud', async () => {
  await using run = await openOpenId();
  const app = await run.addClient({ userinfoSignedResponseAlg: 'ES256' });
  const decision = await answerUserinfo(run, (await signIn(run, app)).access_token);
  assert.ok(decision.action === 'answer_signed');
  assert.deepEqual(await run.engine.readOwnJwt(run.service.id, decision.jwt, 'JWT'), {
    sub: 'user-1',
    iss: run.service.issuer,
    aud: app.client.clientId,
  });
});

test('OpenID Connect Core §5.3.3, RFC 6750 §3.1: what is no token for userinfo is refused', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const credentials = { client_id: app.client.clientId, client_secret: app.secret };
  const own = await run.obtain({ grant_type: 'client_credentials', scope: 'openid', ...credentials });
  const { access_token, refresh_token = '', id_token = '' } = await signIn(run, app);
  const gone = await signIn(run, app, {}, goneSubject);
  const elsewhere = await signIn(run, await run.addClient({ callbackUrl: 'https://b.example.com/cb' }), { scope: 'read' });
  const table: readonly (readonly [title: string, token: string, code: string])[] = [
    ['of a client that speaks for itself', own.access_token, 'insufficient_scope'],
    ['without openid', elsewhere.access_token, 'insufficient_scope'],
    ['a refresh token', refresh_token, 'invalid_token'],
    ['an ID token', id_token, 'invalid_token'],
    ['of somebody who is gone', gone.access_token, 'invalid_token'],
    ['nonsense', 'x', 'invalid_token'],
  ];
  for (const [title, token, code] of table) {
    const refusal = refusalOf(await answerUserinfo(run, token));
    assert.equal(refusal?.[0], code, title);
  }
  assert.deepEqual(refusalOf(await answerUserinfo(run, access_token, 'DPoP')), [
    'invalid_token',
    'The access token is not bound to a DPoP key.',
  ]);
  run.pass(3600);
  assert.deepEqual(refusalOf(await answerUserinfo(run, access_token)), ['invalid_token', 'access token expired']);
});

test('RFC 8707 §2.2: a token for another resource does not open userinfo', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const resource = 'https://api.example.com';
  const code = await run.authorize({ client_id: app.client.clientId, scope: 'openid', resource });
  const credentials = { client_id: app.client.clientId, client_secret: app.secret };
  const tokens = await run.obtain({ grant_type: 'authorization_code', code, resource, ...credentials });
  assert.deepEqual(refusalOf(await answerUserinfo(run, tokens.access_token)), ['invalid_token', 'access token for another resource']);
});
