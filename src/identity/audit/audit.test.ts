import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../protocol/units.ts';
import { sha256 } from '../../stores/mint.ts';
import { type AuditEntry, type AuditEvent, auditEventNames } from '../model/audit-event.ts';
import { signIn } from '../sessions/sign-in.ts';
import { setUpFirstUser } from '../setup/set-up-first-user.ts';
import { openTestIdentity, origin, type TestIdentity } from '../testing/open-test-identity.ts';
import { chainEvents, findBrokenLink } from './chain.ts';
import { createAuditTrail } from './trail.ts';

const entry: AuditEntry = { event: 'signed_in', actor: 'user:1', address: '192.0.2.1', requestId: 'r', details: { b: 1, a: ['ü', ''] } };
const at = epochSeconds(1_790_000_000);

const readTrail = async ({ identity }: TestIdentity): Promise<readonly AuditEvent[]> => {
  const page = await identity.facts.listAuditEvents({ before: Number.MAX_SAFE_INTEGER, limit: 10_000 });
  return page.toReversed();
};

test('a chain is whole, wherever it is continued', () => {
  const entries = Array.from({ length: 6 }, () => ({ entry, at }));
  const atOnce = chainEvents(undefined, entries, sha256);
  const first = chainEvents(undefined, entries.slice(0, 2), sha256);
  const rest = chainEvents(first.at(-1), entries.slice(2), sha256);
  assert.deepEqual([...first, ...rest], atOnce);
  assert.equal(findBrokenLink(atOnce, sha256), undefined);
  assert.equal(findBrokenLink(atOnce.slice(3), sha256), undefined);
});

const tamperings: Readonly<Record<string, (event: AuditEvent) => Partial<AuditEvent>>> = {
  actor: () => ({ actor: 'user:2' }),
  time: (event) => ({ at: epochSeconds(event.at + 1) }),
  address: () => ({ address: undefined }),
  details: () => ({ details: { b: 1, a: ['u', ''] } }),
  place: (event) => ({ sequence: event.sequence + 1 }),
  'hash and content': (event) => ({ ...chainEvents(undefined, [{ entry: { ...entry, actor: 'system' }, at: event.at }], sha256)[0] }),
};
for (const [what, tamper] of Object.entries(tamperings)) {
  test(`a link whose ${what} was altered is found`, () => {
    const chain = chainEvents(
      undefined,
      Array.from({ length: 5 }, () => ({ entry, at })),
      sha256,
    );
    const altered = chain.map((event, index) => (index === 2 ? { ...event, ...tamper(event) } : event));
    assert.notEqual(findBrokenLink(altered, sha256), undefined);
  });
}

test('a link that was taken out is found', () => {
  const chain = chainEvents(
    undefined,
    Array.from({ length: 5 }, () => ({ entry, at })),
    sha256,
  );
  assert.equal(findBrokenLink(chain.toSpliced(2, 1), sha256), 4);
});

test('entries that differ have hashes that differ', () => {
  const text = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
  const told = fc.record({ target: text, address: text, requestId: text });
  fc.assert(
    fc.property(told, told, (a, b) => {
      const [one, other] = [a, b].map((part) => chainEvents(undefined, [{ entry: { ...entry, ...part }, at }], sha256)[0]?.hash);
      assert.equal(one === other, a.target === b.target && a.address === b.address && a.requestId === b.requestId);
    }),
  );
});

test('entries of two nodes become one whole chain, none lost, each node’s in its order', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const other = await node.openNode();
  t.after(other.close);
  for (let index = 0; index < 150; index++) {
    node.identity.audit.record({ ...entry, actor: 'user:a', details: { index } });
    other.identity.audit.record({ ...entry, actor: 'user:b', details: { index } });
    if (index % 40 === 0) await new Promise(setImmediate);
  }
  await Promise.all([node.identity.audit.flush(), other.identity.audit.flush()]);
  const trail = await readTrail(node);
  assert.equal(findBrokenLink(trail, sha256), undefined);
  for (const actor of ['user:a', 'user:b']) {
    const indices = trail.filter((event) => event.actor === actor).map((event) => event.details?.index);
    assert.deepEqual(
      indices,
      Array.from({ length: 150 }, (_, index) => index),
    );
  }
});

test('texts that no store holds as they are do not break the chain', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  node.identity.audit.record({ ...entry, target: 'subject:a\0\ud800', requestId: '\0', details: { subject: 'a\0\ud800' } });
  await node.identity.audit.flush();
  const trail = await readTrail(node);
  assert.equal(findBrokenLink(trail, sha256), undefined);
  assert.deepEqual([trail[0]?.target, trail[0]?.details], ['subject:a\ufffd\ufffd', { subject: 'a\0\ud800' }]);
});

test('recording does not wait for the store, and a failure of the store loses nothing', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const { facts, commit, clock } = node.identity;
  const failures: unknown[] = [];
  let isDown = true;
  const trail = createAuditTrail({
    facts,
    commit: (changes) => (isDown ? Promise.reject(new Error('disk full')) : commit(changes)),
    clock,
    sha256,
    retryMilliseconds: 1,
    onFailure: (error) => {
      failures.push(error);
      isDown = failures.length < 3;
    },
  });
  trail.record(entry);
  assert.deepEqual(await readTrail(node), []);
  await trail.flush();
  assert.equal(failures.length, 3);
  const [kept] = await readTrail(node);
  assert.deepEqual([kept?.sequence, kept?.event, kept?.details], [1, entry.event, entry.details]);
});

test('the trail tells sign-ins and failures, and no password, token or typed login', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const { identity } = node;
  const secrets = ['correct horse canary', 'typed canary', 'canary@example.com'];
  const setUp = await setUpFirstUser(identity, { email: 'ada@example.com', password: 'correct horse canary', serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  const signedIn = await signIn(identity, { login: 'ada', password: 'correct horse canary', ...origin });
  assert.ok(signedIn.action === 'signed_in');
  await signIn(identity, { login: 'ada', password: 'typed canary', ...origin });
  await signIn(identity, { login: 'canary@example.com', password: 'typed canary', ...origin });
  await identity.audit.flush();
  const trail = await readTrail(node);
  assert.deepEqual(
    trail.map(({ event, actor, target, address, requestId, details }) => [event, actor, target, address, requestId, details]),
    [
      ['setup_completed', `user:${setUp.user.id}`, `user:${setUp.user.id}`, origin.address, 'req-1', undefined],
      ['signed_in', `user:${setUp.user.id}`, undefined, origin.address, 'req-1', undefined],
      ['sign_in_failed', 'anonymous', `user:${setUp.user.id}`, origin.address, 'req-1', { why: 'wrong_credentials' }],
      ['sign_in_failed', 'anonymous', undefined, origin.address, 'req-1', { why: 'wrong_credentials' }],
    ],
  );
  const text = JSON.stringify(trail);
  for (const secret of [...secrets, setUp.apiToken.reveal(), signedIn.token.reveal()]) assert.ok(!text.includes(secret));
});

test('event names are distinct, in snake case', () => {
  assert.equal(new Set(auditEventNames).size, auditEventNames.length);
  for (const name of auditEventNames) assert.match(name, /^[a-z]+(?:_[a-z]+)*$/);
});
