import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { approveAuthorization } from '../authorize/approve-authorization.ts';
import type { LogoutNotice } from '../model/session-client.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { endSessions } from './end-sessions.ts';
import { type NoticeReport, sendNotice } from './send-notice.ts';

const url = 'https://app.example.com/logged-out';
const scopes = ['all', 'openid', 'offline_access'].map((name) => ({ name, description: name, isDefault: false }));

const open = (): Promise<TestEngine> => openEngine({ scopes });

/** A code that a person's consent leads to, in a session. */
async function consent(
  run: TestEngine,
  { client }: TestClient,
  sessionId: string | undefined,
  scope: string,
  subject = 'user-1',
): Promise<string> {
  const { engine, service } = run;
  const parameters = decodeForm(new URLSearchParams({ response_type: 'code', client_id: client.clientId, scope }).toString());
  const person = { subject, authTime: engine.clock(), acr: undefined, amr: ['pwd'], sessionId };
  const outcome = await approveAuthorization(engine, { service, parameters }, person);
  return outcome.action === 'redirect' && outcome.answer.code !== undefined ? outcome.answer.code : assert.fail(JSON.stringify(outcome));
}

const redeem = (run: TestEngine, { client, secret }: TestClient, code: string) =>
  run.token({ grant_type: 'authorization_code', code, client_id: client.clientId, client_secret: secret });

const refresh = async (run: TestEngine, { client, secret }: TestClient, code: string) => {
  const form = { client_id: client.clientId, client_secret: secret };
  const { refresh_token = '' } = await run.obtain({ grant_type: 'authorization_code', code, ...form });
  return async () => (await run.token({ grant_type: 'refresh_token', refresh_token, ...form })).action;
};

const end = ({ engine }: TestEngine, sid: string | undefined, exceptSid?: string) =>
  engine.commit(endSessions({ subject: 'user-1', sid, exceptSid }, engine.clock()));

const due = async ({ engine }: TestEngine, perClient = 9): Promise<readonly LogoutNotice[]> =>
  engine.facts.listDueLogoutNotices(engine.clock(), perClient);

const sidsOf = (notices: readonly LogoutNotice[]): readonly string[] => notices.map(({ sid }) => sid).toSorted();

test('OpenID Connect Back-Channel Logout §2.5: each client that a session gave an ID token is to be told once of its end, and no other', async () => {
  await using run = await open();
  const [told, plain, elsewhere] = [await run.addClient(), await run.addClient(), await run.addClient()];
  await consent(run, told, 'sid-1', 'openid');
  await consent(run, told, 'sid-1', 'openid');
  await consent(run, plain, 'sid-1', 'all');
  await consent(run, elsewhere, 'sid-2', 'openid');
  await consent(run, elsewhere, undefined, 'openid');
  assert.deepEqual(await due(run), []);
  await end(run, 'sid-1');
  await end(run, 'sid-1');
  assert.deepEqual(await due(run), [
    {
      sid: 'sid-1',
      clientNumber: told.client.number,
      serviceId: run.service.id,
      subject: 'user-1',
      endedAt: run.engine.clock(),
      attempts: 0,
    },
  ]);
});

test('OpenID Connect Back-Channel Logout §2.5: all of a person’s sessions end but one', async () => {
  await using run = await open();
  const app = await run.addClient();
  for (const sid of ['sid-1', 'sid-2', 'sid-3']) await consent(run, app, sid, 'openid');
  await consent(run, app, 'sid-4', 'openid', 'user-2');
  await end(run, undefined, 'sid-2');
  assert.deepEqual(sidsOf(await due(run)), ['sid-1', 'sid-3']);
  assert.equal((await due(run, 1)).length, 1, 'of each client no more than were asked for');
  await end(run, undefined);
  assert.deepEqual(sidsOf(await due(run)), ['sid-1', 'sid-2', 'sid-3']);
});

test('OpenID Connect Back-Channel Logout §2.7: what a sign-in gave ends with its session, unless offline_access was allowed', async () => {
  await using run = await open();
  const app = await run.addClient();
  const refreshOf = async (scope: string, sid: string | undefined) => refresh(run, app, await consent(run, app, sid, scope));
  const signIn = await refreshOf('openid all', 'sid-1');
  const offline = await refreshOf('openid offline_access', 'sid-1');
  const plain = await refreshOf('all', 'sid-1'); // seed 003: it lasts until somebody ends it
  const other = await refreshOf('openid', 'sid-2');
  const program = await refreshOf('openid', undefined);
  const pending = await consent(run, app, 'sid-1', 'openid');
  const elsewhere = await consent(run, app, 'sid-2', 'openid');
  await end(run, 'sid-1');
  assert.equal(await signIn(), 'refuse');
  for (const refreshes of [offline, plain, other, program]) assert.equal(await refreshes(), 'issue');
  assert.equal((await redeem(run, app, pending)).action, 'refuse', 'a code of the session leads nowhere');
  assert.equal((await redeem(run, app, elsewhere)).action, 'issue');
});

/** A client that is to be told, and what it is sent. */
async function endOne(run: TestEngine, input = { backchannelLogoutUri: url }) {
  const app = await run.addClient(input);
  await consent(run, app, 'sid-1', 'openid');
  await end(run, 'sid-1');
  const sent: { url: string; claims: Readonly<Record<string, unknown>> | undefined }[] = [];
  const reports: NoticeReport[] = [];
  const tell = async (status: number | undefined, notice?: LogoutNotice) => {
    const [first] = await due(run);
    const ports = {
      ...run.engine,
      chance: () => 0,
      report: (report: NoticeReport) => reports.push(report),
      send: async (to: string, token: string) => {
        sent.push({ url: to, claims: await run.engine.readOwnJwt(run.service.id, token, 'logout+jwt') });
        return { status, words: 'words' };
      },
    };
    const chosen = notice ?? first;
    if (chosen !== undefined) await sendNotice(ports, chosen);
    return chosen;
  };
  return { app, sent, reports, tell };
}

test('OpenID Connect Back-Channel Logout §2.4: a logout token says who, where, when and that it is one, and has no nonce', async () => {
  await using run = await open();
  const { app, sent, reports, tell } = await endOne(run);
  await tell(200);
  const now = run.engine.clock();
  assert.deepEqual(sent, [
    {
      url,
      claims: {
        iss: run.service.issuer,
        sub: 'user-1',
        aud: app.client.clientId,
        iat: now,
        exp: now + 120,
        jti: `sid-1.${app.client.number}`,
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        sid: 'sid-1',
      },
    },
  ]);
  assert.deepEqual(reports, [{ outcome: 'told', clientId: app.client.clientId, words: 'words' }]);
  run.pass(100_000);
  assert.deepEqual(await due(run), []);
});

test('OpenID Connect Back-Channel Logout §2.5: a client that is down gets the same jti later, eight times at the most', async () => {
  await using run = await open();
  const { sent, reports, tell } = await endOne(run);
  for (let attempt = 0; attempt < 12; attempt++) {
    await tell(attempt % 2 === 0 ? 503 : undefined);
    assert.deepEqual(await due(run), [], 'not at once');
    run.pass(20 * 3600);
  }
  assert.equal(sent.length, 8);
  assert.equal(new Set(sent.map(({ claims }) => claims?.jti)).size, 1);
  assert.deepEqual(
    reports.map(({ outcome }) => outcome),
    [...Array(7).fill('retry'), 'gave_up'],
  );
});

test('DESIGN §3: of two nodes that are about to tell, one does; one that dies leaves a notice that is found again', async () => {
  await using run = await open();
  const { sent, tell } = await endOne(run);
  const notice = await tell(503);
  assert.ok(notice);
  await tell(200, notice); // the other node read it before
  assert.equal(sent.length, 1);
  run.pass(5);
  const [again] = await due(run);
  assert.equal(again?.attempts, 1);
  const { sid, clientNumber } = notice;
  const now = run.engine.clock();
  const claim = { change: 'claim_logout_notice', sid, clientNumber, attempts: 1, at: now, leaseUntil: now } as const;
  assert.equal((await run.engine.commit([claim])).outcome, 'committed', 'and then the process died');
  await tell(200);
  assert.equal(sent.length, 2);
});

test('OpenID Connect Back-Channel Logout §2.2: a client that registered no address is forgotten', async () => {
  await using run = await open();
  const { sent, reports, tell } = await endOne(run, { backchannelLogoutUri: '' });
  await tell(200);
  assert.deepEqual([sent, reports, await due(run)], [[], [], []]);
});
