import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../protocol/units.ts';
import { sha256 } from '../../stores/mint.ts';
import type { AuditEntry, AuditEvent } from '../model/audit-event.ts';
import { openTestIdentity, type TestIdentity } from '../testing/open-test-identity.ts';
import { findBrokenLink } from './chain.ts';
import { countRepeats } from './repeats.ts';

const handOut: AuditEntry = {
  event: 'token_handed_out',
  actor: 'agent:1',
  target: 'connection:1',
  address: '192.0.2.1',
  requestId: 'first',
  details: { provider: 'github' },
};
const at = epochSeconds(1_790_000_000);

const readTrail = async ({ identity }: TestIdentity): Promise<readonly AuditEvent[]> =>
  (await identity.facts.listAuditEvents({ before: Number.MAX_SAFE_INTEGER, limit: 10_000 })).toReversed();

test('the first of a second is written, those like it are counted', () => {
  const repeats = countRepeats();
  assert.equal(repeats.count({ entry: handOut, at }), false);
  for (let index = 0; index < 5; index++) assert.equal(repeats.count({ entry: { ...handOut, requestId: `${index}` }, at }), true);
  assert.deepEqual(repeats.take(), [{ entry: { ...handOut, details: { provider: 'github', count: 5 } }, at }]);
  assert.deepEqual(repeats.take(), []);
  assert.equal(repeats.count({ entry: handOut, at }), true, 'the second is not over');
  assert.equal(repeats.take()[0]?.entry.details?.count, 1);
});

for (const [what, change] of Object.entries({
  'another second': undefined,
  'another agent': { actor: 'agent:2' },
  'another connection': { target: 'connection:2' },
  'another address': { address: '192.0.2.2' },
  'other details': { details: { provider: 'github', account: 'work' } },
  'another event': { event: 'hand_out_denied' },
} satisfies Record<string, Partial<AuditEntry> | undefined>)) {
  test(`${what} is no repetition`, () => {
    const repeats = countRepeats();
    repeats.count({ entry: handOut, at });
    const other =
      change === undefined ? { entry: handOut, at: epochSeconds(at + 1) } : { entry: { ...handOut, ...change } as AuditEntry, at };
    assert.equal(repeats.count(other), false);
  });
}

test('what is not frequent is never counted: each sign-in has its own request', () => {
  const repeats = countRepeats();
  const entry: AuditEntry = { event: 'sign_in_failed', actor: 'anonymous' };
  assert.deepEqual([repeats.count({ entry, at }), repeats.count({ entry, at })], [false, false]);
});

test('ten thousand hand-outs of three seconds are a short, whole chain that counts them all', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const { audit } = node.identity;
  for (let second = 0; second < 3; second++) {
    for (let index = 0; index < 3333; index++) {
      audit.record({ ...handOut, actor: `agent:${index % 3}`, requestId: `${second}-${index}` });
      if (index % 1000 === 0) await new Promise(setImmediate);
    }
    node.now = epochSeconds(node.now + 1);
  }
  audit.record({ event: 'signed_out', actor: 'user:1' });
  await audit.flush();
  const trail = await readTrail(node);
  assert.equal(findBrokenLink(trail, sha256), undefined);
  const told = trail.filter(({ event }) => event === 'token_handed_out');
  assert.ok(told.length <= 18, `${told.length} links`);
  assert.equal(
    told.reduce((sum, { details }) => sum + (typeof details?.count === 'number' ? details.count : 1), 0),
    9999,
  );
});

test('no order of entries loses or invents any', () => {
  const entries = fc.array(fc.record({ agent: fc.nat(2), pass: fc.nat(1), take: fc.boolean() }), { maxLength: 60 });
  fc.assert(
    fc.property(entries, (steps) => {
      const repeats = countRepeats();
      let now = at;
      let written = 0;
      let counted = 0;
      const take = (): void => {
        for (const { entry } of repeats.take()) counted += Number(entry.details?.count);
      };
      for (const { agent, pass, take: isTaken } of steps) {
        now = epochSeconds(now + pass);
        if (!repeats.count({ entry: { ...handOut, actor: `agent:${agent}` }, at: now })) written++;
        if (isTaken) take();
      }
      take();
      assert.equal(written + counted, steps.length);
    }),
  );
});
