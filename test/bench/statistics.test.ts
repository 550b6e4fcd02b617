import assert from 'node:assert/strict';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { derToJose } from '../../bench/peers/der-to-jose.ts';
import { judgeBudgets } from '../../bench/report.ts';
import { median, ratioByRound, spreadOf } from '../../bench/statistics.ts';

test('the median is the middle, or the mean of the two in the middle', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
});

test('a spread has the lowest and the highest round', () => {
  assert.deepEqual(spreadOf([5, 9, 7]), { median: 7, low: 5, high: 9 });
});

test('ratios are taken round by round, so that what disturbs both cancels out', () => {
  assert.deepEqual(ratioByRound([10, 20], [5, 10]), { median: 2, low: 2, high: 2 });
});

test('a budget is judged by the median of rates; fewer CPU microseconds are better', () => {
  const measured = (name: string, perSecond: number, cpuMicroseconds: number) => ({
    name,
    perSecond: [perSecond],
    cpuMicroseconds: [cpuMicroseconds],
    p50Milliseconds: [1],
    p99Milliseconds: [2],
    generatorShare: [0.5],
  });
  const [figure] = judgeBudgets({
    work: 'work',
    measurements: [measured('ours', 3000, 20), measured('peer', 1000, 60)],
    budgets: [{ of: 'ours', against: 'peer', atLeast: 3 }],
  });
  assert.deepEqual(figure, {
    work: 'work: ours ÷ peer',
    found: '3.00 (3.00–3.00)',
    byCpu: '3.00 (3.00–3.00)',
    target: '≥ 3',
    isMet: true,
  });
});

test('RFC 7518 §3.4: the peer writes ES256 signatures as JOSE does', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  for (let round = 0; round < 200; round++) {
    const message = Buffer.from(`message ${round}`);
    const signature = derToJose(sign('sha256', message, privateKey));
    assert.ok(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature));
  }
});
