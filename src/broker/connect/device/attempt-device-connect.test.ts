import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { json, startFaultyUpstream, text } from '../../../../test/support/faulty-upstream.ts';
import { openTestBroker, providersOf, userId } from '../../../../test/support/test-broker.ts';
import type { DeviceConnect } from '../../model/device-connect.ts';
import { attemptDeviceConnect } from './attempt-device-connect.ts';
import { beginDeviceConnect } from './begin-device-connect.ts';

const codes = { device_code: 'dc-1', user_code: 'AB-CD', verification_uri: 'https://p.example/device', expires_in: 600, interval: 5 };
const pending = json(400, { error: 'authorization_pending' });

/** A page that shows a code, at a provider that answers as the test says. */
async function openPage(t: TestContext) {
  const upstream = await startFaultyUpstream();
  const urls = { auth_url: `${upstream.url}/a`, token_url: `${upstream.url}/token`, device_code_url: `${upstream.url}/code` };
  const providers = providersOf({ id: 'tv', type: 'custom', client_id: 'c', client_secret: 's', device_flow: true, ...urls });
  const opened = await openTestBroker({ providers });
  t.after(async () => {
    await opened[Symbol.asyncDispose]();
    await upstream[Symbol.asyncDispose]();
  });
  const { broker } = opened;
  const [provider] = providers;
  assert.ok(provider);
  upstream.script('/code', json(200, codes));
  const begun = await beginDeviceConnect(broker, provider, { userId, another: false });
  assert.ok(begun.outcome === 'begun');
  const find = async (): Promise<DeviceConnect | undefined> => broker.facts.findDeviceConnect(begun.connectId);
  return {
    upstream,
    find,
    pass: opened.pass,
    attempts: () => upstream.seen.filter(({ path }) => path === '/token').length,
    links: async () => broker.facts.listConnections(userId),
    attempt: async (connect?: DeviceConnect) => {
      const found = connect ?? (await find());
      assert.ok(found);
      return attemptDeviceConnect(broker, provider, found);
    },
  };
}

test('the code is kept with its pace; the provider is first asked when the interval is over', async (t) => {
  const page = await openPage(t);
  const { deviceCode, userCode, interval, verificationUri } = (await page.find()) ?? assert.fail('it is kept');
  assert.deepEqual([deviceCode.reveal(), userCode, interval, verificationUri], ['dc-1', 'AB-CD', 5, 'https://p.example/device']);
  assert.deepEqual(await page.attempt(), { outcome: 'pending', wait: 5 });
  page.pass(3);
  assert.deepEqual(await page.attempt(), { outcome: 'pending', wait: 2 });
  assert.equal(page.attempts(), 0);
});

test('RFC 8628 §3.5: of ten pages with the same code, one asks the provider', async (t) => {
  const page = await openPage(t);
  page.upstream.script('/token', pending);
  page.pass(5);
  const connect = await page.find();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => page.attempt(connect)));
  assert.deepEqual(new Set(outcomes.map(({ outcome }) => outcome)), new Set(['pending']));
  assert.equal(page.attempts(), 1);
});

test('RFC 8628 §3.5: slow_down is remembered', async (t) => {
  const page = await openPage(t);
  page.upstream.script('/token', json(400, { error: 'slow_down' }), pending);
  page.pass(5);
  assert.deepEqual(await page.attempt(), { outcome: 'pending', wait: 10 });
  page.pass(9);
  assert.deepEqual(await page.attempt(), { outcome: 'pending', wait: 1 });
  page.pass(1);
  assert.deepEqual(await page.attempt(), { outcome: 'pending', wait: 10 });
  assert.equal(page.attempts(), 2);
});

test('trouble at the provider ends nothing; then the account is kept, and the code is gone', async (t) => {
  const page = await openPage(t);
  page.upstream.script(
    '/token',
    text(503, ''),
    json(200, { access_token: 'tv-1', token_type: 'bearer', refresh_token: 'r', expires_in: 60 }),
  );
  page.pass(5);
  assert.equal((await page.attempt()).outcome, 'pending');
  page.pass(5);
  assert.equal((await page.attempt()).outcome, 'linked');
  assert.equal(await page.find(), undefined);
  const [link] = await page.links();
  assert.deepEqual([link?.providerId, link?.accessToken.reveal(), link?.refreshToken?.reveal()], ['tv', 'tv-1', 'r']);
});

test('a code that was refused, or not typed in time, ends the attempt', async (t) => {
  const page = await openPage(t);
  page.upstream.script('/token', json(400, { error: 'access_denied' }));
  page.pass(5);
  const connect = await page.find();
  assert.deepEqual(await page.attempt(), { outcome: 'ended', words: 'You said no at the provider.' });
  assert.equal(await page.find(), undefined);
  page.pass(600);
  assert.deepEqual(await page.attempt(connect), { outcome: 'ended', words: 'The code was not typed in time.' });
  assert.deepEqual([await page.links(), page.attempts()], [[], 1]);
});
