import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandFailure } from '../../../command-failure.ts';
import { patiently } from './patiently.ts';

const unreached = new CommandFailure('no answer', undefined, { cause: new Error('ECONNREFUSED') });

/** Work that does one thing after the other: fails with an error, or answers. */
const workOf = (...turns: readonly (Error | string)[]) => {
  const left = [...turns];
  return patiently(async () => {
    const turn = left.shift() ?? unreached;
    if (turn instanceof Error) throw turn;
    return turn;
  });
};

test('a server that cannot be reached for a while ends no wait', async () => {
  const work = workOf(unreached, unreached, 'there');
  assert.deepEqual([await work(), await work(), await work()], [undefined, undefined, 'there']);
});

test('ten failures in a row are passed on; a success begins the count anew', async () => {
  const work = workOf(...Array<Error>(9).fill(unreached), 'there');
  for (let turn = 0; turn < 9; turn++) assert.equal(await work(), undefined);
  assert.equal(await work(), 'there');
  for (let turn = 0; turn < 9; turn++) assert.equal(await work(), undefined);
  await assert.rejects(work, unreached);
});

test('a refusal, and a bug of ours, are passed on at once', async () => {
  await assert.rejects(workOf(new CommandFailure('refused')), /refused/);
  await assert.rejects(workOf(new TypeError('bug')), TypeError);
});
