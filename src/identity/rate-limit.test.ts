import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../protocol/units.ts';
import { networkOf } from './network-of.ts';
import { spendAttempts } from './rate-limit.ts';
import { openTestIdentity, start } from './testing/open-test-identity.ts';

const limit = { name: 'test', limit: 25, window: seconds(60) };

test('under parallel load on two nodes, exactly the limit is spent', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const other = await node.openNode();
  t.after(other.close);
  const nodes = [node.identity, other.identity];
  const tries = Array.from({ length: 200 }, (_, index) => spendAttempts(nodes[index % 2] ?? node.identity, [{ limit, subject: 'x' }]));
  const spent = (await Promise.all(tries)).filter((refusal) => refusal === undefined);
  assert.equal(spent.length, limit.limit);
});

test('subjects are counted apart, and a refused attempt spends nothing of the limits beside', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const one = { ...limit, limit: 1 };
  const two = { ...limit, name: 'other', limit: 2 };
  const spend = (...attempts: Parameters<typeof spendAttempts>[1]) => spendAttempts(node.identity, attempts);
  assert.equal(await spend({ limit: one, subject: 'a' }, { limit: two, subject: 'x' }), undefined);
  assert.equal((await spend({ limit: one, subject: 'a' }, { limit: two, subject: 'x' }))?.reason, 'rate_limited');
  assert.equal(await spend({ limit: one, subject: 'b' }, { limit: two, subject: 'x' }), undefined);
  assert.equal((await spend({ limit: two, subject: 'x' }))?.reason, 'rate_limited');
});

test('the refusal says when the window ends, and there are attempts again', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const once = [{ limit: { ...limit, limit: 1 }, subject: 'пароль' }];
  node.now = epochSeconds(start - (start % limit.window) + 20);
  assert.equal(await spendAttempts(node.identity, once), undefined);
  assert.equal((await spendAttempts(node.identity, once))?.retryAfter, 40);
  node.now = epochSeconds(node.now + 40);
  assert.equal(await spendAttempts(node.identity, once), undefined);
});

test('a node whose clock is behind spends from the window that is there', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const once = [{ limit: { ...limit, limit: 1 }, subject: 'x' }];
  assert.equal(await spendAttempts(node.identity, once), undefined);
  node.now = epochSeconds(start - 120);
  assert.equal((await spendAttempts(node.identity, once))?.reason, 'rate_limited');
});

const networks: readonly (readonly [string, string])[] = [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0:0:ffff::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
];
for (const [address, network] of networks) {
  test(`RFC 4291 §2.2: ${address} counts as ${network}`, () => assert.equal(networkOf(address), network));
}
