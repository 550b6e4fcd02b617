import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrokerChange } from '../../src/broker/changes.ts';
import type { Broker } from '../../src/broker/ports.ts';
import { json, nothing, text } from '../support/faulty-upstream.ts';
import { good, type RefreshScene, refreshScene, tokenOf } from '../support/refresh-scene.ts';
import { tokensUntil } from '../support/test-broker.ts';

/** Keeps tokens that another node got, as its refresh would. */
async function winElsewhere({ opened, connection }: RefreshScene): Promise<void> {
  const { id, attempt } = await connection();
  const at = opened.now();
  const tokens = tokensUntil(at + 900, 'refresh-won');
  const { outcome } = await opened.broker.commit([
    { change: 'begin_refresh', connectionId: id, attempt, lease: { holder: 'another node', until: at }, at },
    { change: 'store_refreshed_tokens', connectionId: id, attempt: attempt + 1, tokens, at },
  ]);
  assert.equal(outcome, 'committed');
}

/** The broker, with its commits of one kind done otherwise. */
const withCommit = (broker: Broker, kind: BrokerChange['change'], commit: (otherwise: Broker['commit']) => Broker['commit']): Broker => ({
  ...broker,
  commit: (changes) => (changes.some(({ change }) => change === kind) ? commit(broker.commit)(changes) : broker.commit(changes)),
});

for (const [title, answer] of [
  ['a refusal', json(400, { error: 'invalid_grant' })],
  ['a 500', text(500, '')],
  ['no answer', nothing],
] as const) {
  test(`E.10: whoever loses a race to ${title} gets what the winner got, and writes no failure`, async () => {
    await using at = await refreshScene();
    at.upstream.script('/token', async (response, seen) => {
      await winElsewhere(at);
      answer(response, seen);
    });
    assert.equal(tokenOf(await at.ask()), 'access-1');
    const { failure, refreshToken, intentAt } = await at.connection();
    assert.deepEqual([failure, refreshToken?.reveal(), intentAt], [undefined, 'refresh-won', undefined]);
    assert.equal(at.calls(), 1);
  });
}

test('DESIGN §5: of two answers that both brought tokens, the later asked for is kept', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', async (response, seen) => {
    await winElsewhere(at);
    good(response, seen);
  });
  await at.ask();
  assert.equal((await at.connection()).refreshToken?.reveal(), 'refresh-won');
});

test('E.21: a failure that was judged before newer tokens came is not written, and no reason appears', async () => {
  await using at = await refreshScene();
  const before = await at.connection();
  await winElsewhere(at);
  const { outcome } = await at.opened.broker.commit([
    {
      change: 'record_refresh_failure',
      connectionId: before.id,
      attempt: before.attempt + 1,
      generation: before.generation,
      failure: { class: 'terminal', words: 'invalid_grant', at: at.opened.now(), count: 1, nextAttemptAt: undefined },
      intentAt: undefined,
      at: at.opened.now(),
    },
  ]);
  assert.equal(outcome, 'conflict');
  assert.equal((await at.connection()).failure, undefined);
});

test('E.20: a database that does not come back is an error, never a lost account', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', good);
  const away: Broker['commit'] = () => Promise.reject(new Error('the database is away'));
  const broker = { ...withCommit(at.opened.broker, 'store_refreshed_tokens', () => away), sleep: async () => {} };
  await assert.rejects(at.ask(broker), /the database is away/);
  assert.equal((await at.connection()).failure, undefined);
});

test('E.20: an intent that cannot be written asks nobody', async () => {
  await using at = await refreshScene();
  const away: Broker['commit'] = () => Promise.reject(new Error('the database is away'));
  await assert.rejects(at.ask(withCommit(at.opened.broker, 'begin_refresh', () => away)), /the database is away/);
  assert.equal(at.calls(), 0);
});

test('DESIGN §5: a process that slept over its lease does not use the refresh token again', async () => {
  let sleeps = 1;
  await using at = await refreshScene(
    {},
    {
      observe: async (step) => {
        if (step === 'provider_calling' && sleeps-- > 0) {
          at.opened.pass(60);
          await winElsewhere(at);
        }
      },
    },
  );
  at.upstream.script('/token', good);
  assert.equal(tokenOf(await at.ask()), 'access-1');
  assert.equal(at.calls(), 0, 'the other node used it');
  assert.equal((await at.connection()).failure, undefined);
});

test('DESIGN §5: a process that slept over its lease and was not replaced tries anew', async () => {
  let sleeps = 1;
  await using at = await refreshScene({}, { observe: (step) => void (step === 'provider_calling' && sleeps-- > 0 && at.opened.pass(60)) });
  at.upstream.script('/token', good);
  const result = await at.ask();
  assert.equal(result.action === 'unavailable' && result.cause, 'the refresh was held up for too long');
  at.opened.pass(2);
  assert.equal(tokenOf(await at.ask()), 'access-2');
  assert.equal((await at.connection()).intentAt, undefined);
});
