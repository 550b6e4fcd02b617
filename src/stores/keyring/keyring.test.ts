import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { UnknownDataKeyError } from '../sealer.ts';
import type { DataKey, DataKeyState } from './data-key.ts';
import { createWrappedKey } from './data-key-wrapping.ts';
import { Keyring, maxKeyListAgeMilliseconds } from './keyring.ts';

const masterKey = createSecretKey(randomBytes(32));
const place = { table: 'boxes', column: 'secret', row: 'a' };
const dataKeyOf = (id: string, state: DataKeyState): DataKey => ({
  id,
  wrapped: createWrappedKey(masterKey, id),
  state,
  createdAt: epochSeconds(1),
  retiredAt: undefined,
});

/** A keyring over a list that the test changes, with a clock that the test moves. */
function createFixture(...listed: DataKey[]): { keyring: Keyring; listed: DataKey[]; time: { now: number }; countReads: () => number } {
  const time = { now: 1_000 };
  let reads = 0;
  const list = async (): Promise<readonly DataKey[]> => {
    reads += 1;
    return listed;
  };
  return { keyring: new Keyring(masterKey, list, () => time.now), listed, time, countReads: () => reads };
}

test('nothing is sealed without an active key', async () => {
  const { keyring } = createFixture(dataKeyOf('old', 'retiring'));
  await keyring.reload();
  assert.throws(() => keyring.seal(place, 'sesame'), /no active data key/);
});

test('a value under a key that is not listed asks for a newer list', async () => {
  const { keyring, listed } = createFixture(dataKeyOf('first', 'active'));
  await keyring.reload();
  const other = createFixture(...listed, dataKeyOf('second', 'retiring'));
  other.listed.reverse();
  await other.keyring.reload();
  const sealed = keyring.seal(place, 'sesame').replace('first', 'third');
  assert.throws(() => keyring.open(place, sealed), UnknownDataKeyError);
});

test('a retired key still opens, and seals nothing', async () => {
  const first = dataKeyOf('first', 'active');
  const { keyring, listed } = createFixture(first);
  await keyring.reload();
  const sealed = keyring.seal(place, 'sesame');
  listed.splice(0, 1, dataKeyOf('second', 'active'), { ...first, state: 'retired' });
  await keyring.reload();
  assert.equal(keyring.open(place, sealed), 'sesame');
  assert.match(keyring.seal(place, 'sesame'), /^s1\.second\./);
});

test('a list that is too old is read anew before anything is sealed', async () => {
  const { keyring, time } = createFixture(dataKeyOf('first', 'active'));
  assert.ok(keyring.prepare() instanceof Promise);
  await keyring.prepare();
  time.now += maxKeyListAgeMilliseconds;
  assert.equal(keyring.prepare(), undefined);
  time.now += 1;
  assert.ok(keyring.prepare() instanceof Promise);
});

test('those who wait for the list at once share one reading', async () => {
  const { keyring, countReads } = createFixture(dataKeyOf('first', 'active'));
  await Promise.all([keyring.reload(), keyring.prepare(), keyring.reload()]);
  assert.equal(countReads(), 1);
});

test('a wrapped key moved to another row is refused', async () => {
  const { keyring } = createFixture({ ...dataKeyOf('first', 'active'), id: 'second' });
  await assert.rejects(keyring.reload(), ConfigurationError);
});
