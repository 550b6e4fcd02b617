import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { noteValidation, presumedValidation } from './quiet-time.ts';
import type { Validation } from './read-validation.ts';

const provider = { id: 'p' } as Provider; // nothing else of it is read

/** A broker as far as it is needed, and its clock. */
function start() {
  let now = 1000;
  let told = 0;
  const broker = {
    clock: () => epochSeconds(now),
    chance: () => 1,
    quiet: new Map(),
    toldAt: new Map(),
    report: () => void told++,
  } as unknown as Broker;
  return {
    broker,
    pass: (length: number) => {
      now += length;
    },
    told: () => told,
    note: (validation: Validation, id = 'c', generation = 1) => noteValidation(broker, provider, { id, generation }, validation),
    presumed: (id = 'c', generation = 1) => presumedValidation(broker, provider, { id, generation })?.verdict,
  };
}
const valid: Validation = { verdict: 'valid', user: undefined };
const unclear: Validation = { verdict: 'unclear', words: 'status 500' };
const invalid: Validation = { verdict: 'invalid', words: 'status 401' };

test('a rate limit is about every connection, for as long as the provider wants, else half a minute', () => {
  const at = start();
  at.note({ verdict: 'assumed', words: 'rate limit', retryAfter: seconds(90) });
  assert.equal(at.presumed('another'), 'assumed');
  at.pass(90);
  assert.equal(at.presumed(), undefined);
  at.note({ verdict: 'assumed', words: 'rate limit' });
  at.pass(29);
  assert.equal(at.presumed(), 'assumed');
  at.pass(1);
  assert.equal(at.presumed(), undefined);
});

for (const validation of [unclear, invalid]) {
  test(`${validation.verdict} once is asked again at once, then after 1 s, doubled up to 5 min, about this token only`, () => {
    const at = start();
    const pauses = [];
    for (let count = 0; count < 12; count++) {
      at.note(validation);
      let pause = 0;
      for (; at.presumed() !== undefined; pause++) at.pass(1);
      pauses.push(pause);
    }
    assert.deepEqual(pauses, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    at.note(validation);
    assert.deepEqual([at.presumed('another'), at.presumed('c', 2)], [undefined, undefined]);
  });
}

test('another verdict, newer tokens or a good one start anew', () => {
  const at = start();
  at.note(unclear);
  at.note(unclear);
  at.note(invalid);
  assert.equal(at.presumed(), undefined);
  at.note(invalid);
  assert.equal(at.presumed(), 'invalid');
  at.note(invalid, 'c', 2);
  assert.equal(at.presumed('c', 2), undefined);
  at.note(valid, 'c', 2);
  assert.equal(at.broker.quiet.size, 0);
});

test('E.31: the operator is told once a minute, and nothing of refused tokens', () => {
  const at = start();
  for (const validation of [unclear, unclear, invalid]) at.note(validation);
  assert.equal(at.told(), 1);
  at.pass(60);
  at.note(unclear);
  assert.equal(at.told(), 2);
});

test('what is over is forgotten when there is too much of it', () => {
  const at = start();
  for (let count = 0; count < 10_000; count++) at.note(unclear, `c${count}`);
  at.pass(1);
  at.note(unclear);
  assert.equal(at.broker.quiet.size, 1);
});
