import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCredential, parseCredential } from '../../protocol/credential.ts';
import { judgeAccessToken } from '../access/judge-access-token.ts';
import { createClientSecret, deleteClientSecret } from '../clients/manage-client-secrets.ts';
import { deleteClient } from '../clients/manage-clients.ts';
import { openEngine, pkcePair, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { processTokenRequest } from './process-token-request.ts';
import type { TokenDecision } from './token-decision.ts';

const reasonOf = (decision: TokenDecision): string =>
  decision.action === 'refuse' ? `${decision.error.code}: ${decision.error.reason}` : 'issued';

const isActive = async ({ engine, service }: TestEngine, token: string): Promise<boolean> =>
  (await judgeAccessToken(engine, { service, token, resource: service.issuer, presentation: { scheme: 'Bearer' } })).active;

const credentials = ({ client, secret }: TestClient): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  client_secret: secret,
});

async function redeem(run: TestEngine, app: TestClient): Promise<{ code: string; form: Readonly<Record<string, string>> }> {
  const { verifier, challenge } = pkcePair();
  const code = await run.authorize({
    client_id: app.client.clientId,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    scope: 'read',
  });
  return { code, form: { grant_type: 'authorization_code', code, code_verifier: verifier, ...credentials(app) } };
}

test('RFC 6749 §4.1: a code is exchanged for tokens that work, by secret in the form or in the header', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { form } = await redeem(run, app);
  const answer = await run.obtain(form);
  assert.equal(answer.scope, 'read');
  assert.equal(answer.expires_in, 3600);
  assert.ok(answer.refresh_token);
  const judged = await judgeAccessToken(run.engine, {
    service: run.service,
    token: answer.access_token,
    resource: run.service.issuer,
    presentation: { scheme: 'Bearer' },
  });
  assert.ok(judged.active);
  assert.equal(judged.subject, 'user-1');
  assert.equal(judged.clientId, app.client.clientId);

  const { form: second } = await redeem(run, app);
  const { client_id = '', client_secret = '', ...rest } = second;
  const basic = `Basic ${btoa(`${client_id}:${client_secret}`)}`;
  assert.equal(reasonOf(await run.token(rest, basic)), 'issued');
});

test('seed 003: the numeric id names the client as well', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const answer = await run.obtain({ grant_type: 'client_credentials', client_id: String(app.client.number), client_secret: app.secret });
  assert.ok(await isActive(run, answer.access_token));
});

test('RFC 6749 §4.1.2: of many concurrent redemptions one wins, and replay revokes what it obtained', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { form } = await redeem(run, app);
  const decisions = await Promise.all(Array.from({ length: 20 }, () => run.token(form)));
  assert.equal(decisions.filter(({ action }) => action === 'issue').length, 1);
  assert.ok(
    decisions.filter(({ action }) => action === 'refuse').every((decision) => reasonOf(decision) === 'invalid_grant: code replayed'),
  );
});

test('RFC 6749 §4.1.2: a replay after the exchange ends the tokens of the first', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { form } = await redeem(run, app);
  const answer = await run.obtain(form);
  assert.equal(reasonOf(await run.token(form)), 'invalid_grant: code replayed');
  assert.equal(await isActive(run, answer.access_token), false);
  const refreshed = await run.token({ grant_type: 'refresh_token', refresh_token: answer.refresh_token ?? '', ...credentials(app) });
  assert.equal(reasonOf(refreshed), 'invalid_grant: grant revoked');
});

test('RFC 6749 §4.1.2: a code whose secret part is wrong changes nothing', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { form, code } = await redeem(run, app);
  const other = await redeem(run, app);
  const mine = parseCredential(code);
  const theirs = parseCredential(other.code);
  assert.ok(mine && theirs);
  const answer = await run.obtain(form);
  const forged = formatCredential({ ...mine, secret: theirs.secret });
  assert.equal(reasonOf(await run.token({ ...form, code: forged })), 'invalid_grant: unknown code or wrong secret');
  assert.ok(await isActive(run, answer.access_token));
});

test('RFC 6749 §6: a refresh rotates, ends the old pair, and within the leeway answers the same successor', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const first = await run.obtain((await redeem(run, app)).form);
  const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '', ...credentials(app) };
  const second = await run.obtain(refresh);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal(await isActive(run, first.access_token), false);
  run.pass(30);
  const repeated = await run.obtain(refresh);
  assert.equal(repeated.access_token, second.access_token);
  assert.equal(repeated.refresh_token, second.refresh_token);
  assert.equal(repeated.expires_in, second.expires_in - 30);
});

test('RFC 6749 §6: many refreshes at once get one successor', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const first = await run.obtain((await redeem(run, app)).form);
  const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '', ...credentials(app) };
  const answers = await Promise.all(Array.from({ length: 20 }, () => run.obtain(refresh)));
  assert.equal(new Set(answers.map(({ refresh_token }) => refresh_token)).size, 1);
  assert.equal(new Set(answers.map(({ access_token }) => access_token)).size, 1);
});

test('RFC 9700 §4.14.2: a refresh token reused outside the leeway revokes the family', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const first = await run.obtain((await redeem(run, app)).form);
  const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '', ...credentials(app) };
  const second = await run.obtain(refresh);
  run.pass(31);
  assert.equal(reasonOf(await run.token(refresh)), 'invalid_grant: refresh token reused outside the leeway');
  assert.equal(await isActive(run, second.access_token), false);
  const next = await run.token({ ...refresh, refresh_token: second.refresh_token ?? '' });
  assert.equal(reasonOf(next), 'invalid_grant: grant revoked');
});

test('RFC 6749 §6: a grant in use goes on past its first expiry, and an idle one ends', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  let answer = await run.obtain((await redeem(run, app)).form);
  for (let day = 0; day < 6; day++) {
    run.pass(80_000);
    answer = await run.obtain({ grant_type: 'refresh_token', refresh_token: answer.refresh_token ?? '', ...credentials(app) });
  }
  assert.ok(await isActive(run, answer.access_token));
  assert.equal((await run.engine.facts.listLiveGrants(run.service.id, 'user-1', run.engine.clock())).length, 1);
  run.pass(86_400);
  const idle = await run.token({ grant_type: 'refresh_token', refresh_token: answer.refresh_token ?? '', ...credentials(app) });
  assert.equal(reasonOf(idle), 'invalid_grant: refresh token expired');
});

test('seed 003: deleting a secret or the application ends what they obtained', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const answer = await run.obtain((await redeem(run, app)).form);
  const own = await run.obtain({ grant_type: 'client_credentials', ...credentials(app) });
  const [secret] = (await run.engine.facts.findClient(run.service.id, app.client.clientId))?.secrets ?? [];
  const reference = { service: run.service, clientId: app.client.clientId };
  assert.equal((await deleteClientSecret(run.engine, { ...reference, secretId: secret?.id ?? '' })).action, 'delete');
  assert.equal(await isActive(run, answer.access_token), false);
  assert.equal(await isActive(run, own.access_token), false);
  assert.deepEqual(await run.engine.facts.listLiveGrants(run.service.id, 'user-1', run.engine.clock()), []);

  const publicApp = await run.addClient({ clientType: 'public' });
  const { verifier, challenge } = pkcePair();
  const code = await run.authorize({ client_id: publicApp.client.clientId, code_challenge: challenge });
  const form = { grant_type: 'authorization_code', code, code_verifier: verifier, client_id: publicApp.client.clientId };
  const publicAnswer = await run.obtain(form);
  assert.ok(await isActive(run, publicAnswer.access_token));
  assert.equal((await deleteClient(run.engine, { service: run.service, clientId: publicApp.client.clientId })).action, 'delete');
  assert.equal(await isActive(run, publicAnswer.access_token), false);
});

test('a rotated client secret may be deleted without ending grants that were refreshed with its successor', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const answer = await run.obtain((await redeem(run, app)).form);
  const reference = { service: run.service, clientId: app.client.clientId };
  const [old] = (await run.engine.facts.findClient(run.service.id, app.client.clientId))?.secrets ?? [];
  const fresh = await createClientSecret(run.engine, reference);
  assert.equal(fresh.action, 'create');
  const refresh = { grant_type: 'refresh_token', refresh_token: answer.refresh_token ?? '', client_id: app.client.clientId };
  const refreshed = await run.obtain({ ...refresh, client_secret: fresh.full.reveal() });
  await deleteClientSecret(run.engine, { ...reference, secretId: old?.id ?? '' });
  assert.ok(await isActive(run, refreshed.access_token));
  assert.equal((await run.engine.facts.listLiveGrants(run.service.id, 'user-1', run.engine.clock())).length, 1);
});

test('the use of a client secret is noted at most once an hour', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const form = { grant_type: 'client_credentials', ...credentials(app) };
  const lastUsed = async (): Promise<number | undefined> =>
    (await run.engine.facts.findClient(run.service.id, app.client.clientId))?.secrets[0]?.lastUsedAt;
  assert.equal(await lastUsed(), undefined);
  await run.obtain(form);
  const first = await lastUsed();
  assert.equal(first, run.engine.clock());
  run.pass(3599);
  await run.obtain(form);
  assert.equal(await lastUsed(), first);
  run.pass(1);
  await run.obtain(form);
  assert.equal(await lastUsed(), run.engine.clock());
});

test('RFC 9068 §2.2: a JWT access token names its issuer, subject, audience, client and scope, and is revocable', async () => {
  await using run = await openEngine({ accessTokenFormat: 'jwt' });
  const app = await run.addClient();
  const answer = await run.obtain({
    grant_type: 'client_credentials',
    scope: 'read',
    resource: 'https://api.example.com',
    ...credentials(app),
  });
  const [header = '', payload = ''] = answer.access_token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  assert.equal(JSON.parse(header).typ, 'at+jwt');
  const { jti, ...claims } = JSON.parse(payload);
  assert.deepEqual(claims, {
    iss: run.service.issuer,
    sub: app.client.clientId,
    aud: 'https://api.example.com',
    client_id: app.client.clientId,
    iat: run.engine.clock(),
    exp: run.engine.clock() + 3600,
    scope: 'read',
  });
  assert.equal(typeof jti, 'string');
  assert.ok(await isActive(run, answer.access_token));
  await run.engine.commit([{ change: 'revoke_access_token', accessTokenId: jti, at: run.engine.clock() }]);
  assert.equal(await isActive(run, answer.access_token), false);
});

test('a store that always reports a conflict leads to temporarily_unavailable, not to an endless loop', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const engine = { ...run.engine, commit: async () => ({ outcome: 'conflict', change: 'insert_access_token' }) as const };
  const decision = await processTokenRequest(engine, run.request({ grant_type: 'client_credentials', ...credentials(app) }));
  assert.equal(reasonOf(decision), 'temporarily_unavailable: 5 conflicts in a row');
});
