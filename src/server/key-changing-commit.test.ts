import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineChange } from '../engine/changes.ts';
import { epochSeconds } from '../protocol/units.ts';
import { keyChangingCommit } from './key-changing-commit.ts';

const retire: EngineChange = { change: 'retire_signing_key', keyId: 'k', retiresAt: epochSeconds(7) };
const other: EngineChange = { change: 'delete_service', serviceId: 1 };

for (const [title, changes, isTold] of [
  ['a change of keys', [other, retire], true],
  ['all keys of a service', [{ change: 'delete_signing_keys_of_service', serviceId: 1 }], true],
  ['something else', [other], false],
  ['nothing', [], false],
] as const)
  test(`whoever signs is ${isTold ? '' : 'not '}told of ${title}, once it is kept`, async () => {
    const told: string[] = [];
    const commit = keyChangingCommit(
      async () => {
        told.push('kept');
        return { outcome: 'committed' };
      },
      () => told.push('told'),
    );
    await commit(changes);
    assert.deepEqual(told, isTold ? ['kept', 'told'] : ['kept']);
  });

test('a commit of which nobody knows what became is told as well', async () => {
  let isTold = false;
  const commit = keyChangingCommit(
    () => Promise.reject(new Error('lost')),
    () => {
      isTold = true;
    },
  );
  await assert.rejects(commit([retire]), /lost/);
  assert.ok(isTold);
});
