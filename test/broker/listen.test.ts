import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitForToken } from '../../src/http/api/workspace-agents/wait-for-token.ts';
import { openTestBroker, providersOf, tokensUntil, userId } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';

const settings = { id: 'upstream', client_id: 'c', auth_url: 'https://p.example/a', token_url: 'https://p.example/t' };
const request = { userId, selector: { id: 'upstream' } };
const still = async (): Promise<typeof request> => request;

test('D.6: listen waits until an account is linked', async () => {
  await using opened = await openTestBroker({ providers: providersOf(settings) });
  let looks = 0;
  const broker = {
    ...opened.broker,
    sleep: async () => {
      if (++looks === 3) await keepConnection(opened, tokensUntil(undefined));
    },
  };
  assert.equal((await waitForToken(broker, request, () => false, still)).action, 'token');
  assert.equal(looks, 3);
});

test('§3.4: listen ends when the caller goes away', async () => {
  await using opened = await openTestBroker({ providers: providersOf(settings) });
  let looks = 0;
  const broker = { ...opened.broker, sleep: async () => void looks++ };
  assert.equal((await waitForToken(broker, request, () => looks === 5, still)).action, 'link_needed');
});

test('listen asks for an unknown provider once', async () => {
  await using opened = await openTestBroker({ providers: providersOf(settings) });
  const result = await waitForToken(opened.broker, { userId, selector: { id: 'nobody' } }, () => false, still);
  assert.equal(result.action, 'unknown_provider');
});
