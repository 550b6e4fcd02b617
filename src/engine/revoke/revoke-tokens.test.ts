import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCredential } from '../../protocol/credential.ts';
import { introspectToken } from '../introspect/introspect.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { createToken } from '../token/create-token.ts';
import { encodeTokenResponse } from '../token/encode-token-response.ts';
import { type RevocationTarget, revokeTokens } from './revoke-tokens.ts';

/** Tokens of two clients and two subjects, and of the clients themselves. */
async function issueAll(run: TestEngine): Promise<{ readonly apps: readonly TestClient[]; readonly tokens: ReadonlyMap<string, string> }> {
  const apps = [await run.addClient(), await run.addClient()];
  const tokens = new Map<string, string>();
  for (const [index, { client }] of apps.entries()) {
    for (const subject of ['ada', 'bob', undefined]) {
      const creation = { service: run.service, clientId: client.clientId, wanted: { subject }, isRefreshable: true };
      const decision = await createToken(run.engine, creation);
      assert.ok(decision.action === 'issue');
      const name = `${index} ${subject ?? 'itself'}`;
      tokens.set(name, (await encodeTokenResponse(run.engine, decision.issued, run.engine.clock())).access_token);
      const { refreshToken } = decision.issued;
      if (refreshToken !== undefined) tokens.set(`${name}, refresh`, formatCredential(refreshToken));
    }
  }
  return { apps, tokens };
}

async function listDead(run: TestEngine, tokens: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const dead: string[] = [];
  for (const [name, token] of tokens) {
    const { response } = await introspectToken(run.engine, { service: run.service, token, now: run.engine.clock() });
    if (!response.active) dead.push(name);
  }
  return dead;
}

type Issued = Awaited<ReturnType<typeof issueAll>>;
const clientId = ({ apps }: Issued): string => apps[0]?.client.clientId ?? '';
const token = ({ tokens }: Issued, name: string): string => tokens.get(name) ?? '';
const grantOfAda = ['0 ada', '0 ada, refresh'];

const table: readonly (readonly [title: string, target: (issued: Issued) => RevocationTarget, dead: readonly string[]])[] = [
  ['an access token ends its grant', (issued) => ({ of: 'token', token: token(issued, '0 ada') }), grantOfAda],
  ['a refresh token ends its grant', (issued) => ({ of: 'token', token: token(issued, '0 ada, refresh') }), grantOfAda],
  ['an id is as good', (issued) => ({ of: 'token', token: token(issued, '0 ada').slice(4, 22) }), grantOfAda],
  ['a client’s own token ends alone', (issued) => ({ of: 'token', token: token(issued, '0 itself') }), ['0 itself']],
  ['what is no token ends nothing', () => ({ of: 'token', token: 'x' }), []],
  ['a subject at a client', (issued) => ({ of: 'client', clientId: clientId(issued), subject: 'ada' }), grantOfAda],
  ['a client', (issued) => ({ of: 'client', clientId: clientId(issued) }), [...grantOfAda, '0 bob', '0 bob, refresh', '0 itself']],
  ['a subject', () => ({ of: 'subject', subject: 'ada' }), [...grantOfAda, '1 ada', '1 ada, refresh']],
  ['nobody', () => ({ of: 'subject', subject: 'eve' }), []],
];
for (const [title, target, dead] of table) {
  test(`seed 002, token/revoke: ${title}`, async () => {
    await using run = await openEngine();
    const issued = await issueAll(run);
    for (const _ of ['once', 'and again']) assert.equal((await revokeTokens(run.engine, run.service, target(issued))).action, 'done');
    assert.deepEqual(await listDead(run, issued.tokens), dead);
  });
}

test('seed 002, token/revoke: codes that would become tokens end too', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const of = (subject?: string): RevocationTarget => ({ of: 'client', clientId: app.client.clientId, subject });
  for (const target of [of(), of('user-1'), { of: 'subject', subject: 'user-1' } as const]) {
    const code = await run.authorize({ client_id: app.client.clientId });
    await revokeTokens(run.engine, run.service, target);
    const form = { grant_type: 'authorization_code', code, client_id: app.client.clientId, client_secret: app.secret };
    assert.equal((await run.token(form)).action, 'refuse');
  }
});

test('seed 002, token/revoke: another service’s tokens are out of reach, and an unknown client is told', async () => {
  await using run = await openEngine();
  const issued = await issueAll(run);
  const elsewhere = { id: run.service.id + 1 };
  for (const name of ['0 ada', '0 ada, refresh']) await revokeTokens(run.engine, elsewhere, { of: 'token', token: token(issued, name) });
  await revokeTokens(run.engine, elsewhere, { of: 'token', token: token(issued, '0 ada').slice(4, 22) });
  await revokeTokens(run.engine, elsewhere, { of: 'subject', subject: 'ada' });
  assert.deepEqual(await listDead(run, issued.tokens), []);
  const decision = await revokeTokens(run.engine, run.service, { of: 'client', clientId: 'nobody' });
  assert.equal(decision.action === 'refuse' && decision.error.code, 'invalid_client');
});
