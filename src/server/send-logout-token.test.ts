import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { startLogoutReceiver } from '../../test/support/logout-scene.ts';
import { sendToPublic } from '../broker/outbound/send-to-public.ts';
import { createNoticeDispatcher } from '../engine/logout/dispatch-notices.ts';
import { endSessions } from '../engine/logout/end-sessions.ts';
import type { NoticeReport } from '../engine/logout/send-notice.ts';
import { openEngine } from '../engine/testing/open-engine.ts';
import { createSendLogoutToken } from './send-logout-token.ts';

const send = createSendLogoutToken(sendToPublic(true));

test('OpenID Connect Back-Channel Logout §2.5: the token travels in a form', async () => {
  await using receiver = await startLogoutReceiver();
  assert.deepEqual(await send(receiver.url, 'a.b-_.c'), { status: 200, words: 'status 200' });
  assert.deepEqual([receiver.tokens, receiver.contentTypes], [['a.b-_.c'], ['application/x-www-form-urlencoded']]);
});

test('DESIGN §11: a redirect is not followed, and no private address is reached unless the operator allows it', async () => {
  await using receiver = await startLogoutReceiver();
  const redirecting = createServer((_request, response) => response.writeHead(307, { location: receiver.url }).end()).listen(
    0,
    '127.0.0.1',
  );
  await once(redirecting, 'listening');
  const address = redirecting.address();
  assert.ok(address !== null && typeof address === 'object');
  assert.equal((await send(`http://127.0.0.1:${address.port}/`, 'a.b.c')).status, 307);
  redirecting.close();
  assert.match((await createSendLogoutToken(sendToPublic(false))(receiver.url, 'a.b.c')).words, /private address/);
  assert.deepEqual(receiver.tokens, []);
});

test('OpenID Connect Back-Channel Logout §2.5: an application that is down for a while is told when it is back', async () => {
  await using run = await openEngine();
  const { engine, service } = run;
  const { url, port } = await (async () => {
    await using gone = await startLogoutReceiver();
    return { url: gone.url, port: Number(new URL(gone.url).port) };
  })();
  const { client } = await run.addClient({ backchannelLogoutUri: url });
  const now = engine.clock();
  const sessionClient = { sid: 'sid-1', clientNumber: client.number, serviceId: service.id, subject: 'user-1', reachedAt: now };
  await engine.commit([{ change: 'reach_session_client', sessionClient }]);
  await engine.commit(endSessions({ subject: 'user-1', sid: 'sid-1', exceptSid: undefined }, now));
  const outcomes: NoticeReport['outcome'][] = [];
  const notices = { ...engine, send, chance: () => 0, report: ({ outcome }: NoticeReport) => outcomes.push(outcome) };
  const dispatcher = createNoticeDispatcher(notices, () => {}, assert.ifError);
  const round = async (): Promise<void> => {
    await dispatcher.dispatch();
    await dispatcher.finish();
  };
  await round();
  await round(); // it is not asked again at once
  run.pass(5);
  await round();
  run.pass(30);
  await using receiver = await startLogoutReceiver(port);
  await round();
  await round();
  assert.deepEqual(outcomes, ['retry', 'retry', 'told']);
  assert.equal(receiver.tokens.length, 1);
});
