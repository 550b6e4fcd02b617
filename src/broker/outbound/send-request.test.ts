import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { seconds } from '../../protocol/units.ts';
import { sendRequest } from './send-request.ts';

const request = { method: 'POST', headers: {}, body: 'token=x', timeout: seconds(0.2) } as const;

test('F.3: a URL that is none is told as such, and nothing was reached', async () => {
  const answer = await sendRequest({ ...request, url: 'no url' });
  assert.deepEqual([answer.outcome, answer.outcome === 'failed' && answer.reached], ['failed', false]);
});

test('F.4: a provider that says nothing in time has failed, perhaps after it did what was asked', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const answer = await sendRequest({ ...request, url: `http://${host}/revoke` });
  assert.deepEqual(answer, { outcome: 'failed', reached: true, words: `${host} did not answer within 0.2 s` });
  server.closeAllConnections();
  server.close();
});

test('a port where nobody listens is certain not to have been reached', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  await new Promise((resolve) => server.close(resolve));
  const answer = await sendRequest({ ...request, url });
  assert.deepEqual(answer.outcome === 'failed' && [answer.reached, /ECONNREFUSED/.test(answer.words)], [false, true]);
});
