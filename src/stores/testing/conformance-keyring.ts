import assert from 'node:assert/strict';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { dropDataKey, dropDelay } from '../keyring/drop-data-key.ts';
import { keyringStatus } from '../keyring/keyring-status.ts';
import { type Rotation, rotateDataKey } from '../keyring/rotate-data-key.ts';
import { createMint } from '../mint.ts';
import type { OpenDatabase } from '../open-database.ts';
import { type BoxChange, boxOf, findBox, findSealedSecret } from './boxes.ts';
import type { TestWithStore } from './conformance.ts';

const now = 1_800_000_000;
const origin = { clock: () => epochSeconds(now), mint: createMint() };
const rotate = (database: OpenDatabase): Promise<Rotation> => rotateDataKey(database, origin);

const insert = (id: string, secret: string): BoxChange => ({ change: 'insert_box', box: boxOf({ id, secret }) });
const seal = (boxId: string, secret: string): BoxChange => ({ change: 'seal_secret', boxId, secret });
const copy = (fromId: string, boxId: string): BoxChange => ({ change: 'copy_secret', fromId, boxId });

const fill = async (database: OpenDatabase, count: number): Promise<readonly string[]> => {
  const ids = Array.from({ length: count }, (_, index) => `box ${String(index).padStart(4, '0')}`);
  await Promise.all(ids.map((id) => database.commit([insert(id, `secret of ${id}`)])));
  return ids;
};

const secretOf = async (database: OpenDatabase, id: string): Promise<string | undefined> =>
  (await database.askOne(findBox, { id }))?.secret;

const keyIdIn = async (database: OpenDatabase, id: string): Promise<string | undefined> =>
  (await database.askOne(findSealedSecret, { id }))?.split('.')[1];

/** Sealed columns, and the rotation of the keys that seal them. */
export function testKeyring(test: TestWithStore): void {
  test('a secret is kept sealed, and comes back open', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a', 'open sesame')]);
    assert.match((await database.askOne(findSealedSecret, { id: 'a' })) ?? '', /^s1\.[0-9A-Za-z]{18}\.[\w-]+$/);
    assert.equal(await secretOf(database, 'a'), 'open sesame');
  });

  test('the same secret is never sealed the same way twice', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a', 'sesame'), insert('b', 'sesame')]);
    const sealed = await Promise.all(['a', 'b'].map((id) => database.askOne(findSealedSecret, { id })));
    assert.notEqual(sealed[0], sealed[1]);
  });

  test('a secret copied to another row does not open there', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a', 'sesame'), insert('b', 'other')]);
    await database.commit([copy('a', 'b')]);
    await assert.rejects(async () => secretOf(database, 'b'), /does not open/);
    assert.equal(await secretOf(database, 'a'), 'sesame');
  });

  test('another master key is refused when the database is opened', async ({ open, createUrl }) => {
    const url = await createUrl();
    await open({ url });
    await assert.rejects(
      open({ url, masterKey: new Uint8Array(32).fill(8) }),
      (error) => error instanceof ConfigurationError && error.setting === 'GRANTRY_MASTER_KEY',
    );
  });

  test('rotation seals every value with a new key, and retires the old one', async ({ open }) => {
    const database = await open();
    const ids = await fill(database, 250);
    const oldKeyId = database.keyring.activeKeyId ?? '';
    const rotation = await rotate(database);
    assert.notEqual(rotation.activeKeyId, oldKeyId);
    assert.deepEqual(rotation, { activeKeyId: rotation.activeKeyId, resealed: 250, unreadable: 0, retired: [oldKeyId], retiring: [] });
    for (const id of ids) {
      assert.equal(await keyIdIn(database, id), rotation.activeKeyId);
      assert.equal(await secretOf(database, id), `secret of ${id}`);
    }
    const { dataKeys, columns } = await keyringStatus(database);
    assert.deepEqual(
      dataKeys.map(({ id, state, values }) => ({ id, state, values })),
      [
        { id: rotation.activeKeyId, state: 'active', values: 250 },
        { id: oldKeyId, state: 'retired', values: 0 },
      ],
    );
    assert.deepEqual(columns, [{ place: 'boxes.secret', dataKeyId: rotation.activeKeyId, position: ids.at(-1), isFinished: true }]);
  });

  test('rotation that was stopped goes on where it was, with the same key', async ({ open }) => {
    const database = await open();
    const ids = await fill(database, 350);
    const steps: number[] = [];
    const stopAfterTwoSteps = rotateDataKey(database, origin, ({ resealed }) => {
      if (steps.push(resealed) === 2) throw new Error('stopped');
    });
    await assert.rejects(stopAfterTwoSteps, /stopped/);
    const keyId = database.keyring.activeKeyId;
    assert.equal(await keyIdIn(database, ids[150] ?? ''), keyId);
    assert.notEqual(await keyIdIn(database, ids[300] ?? ''), keyId);

    const rotation = await rotate(database);
    assert.equal(rotation.activeKeyId, keyId);
    assert.equal(rotation.resealed, 150);
    assert.equal(rotation.retiring.length, 0);
    for (const id of ids) assert.equal(await secretOf(database, id), `secret of ${id}`);
  });

  test('rotation overwrites nothing that is written meanwhile', async ({ open, createUrl }) => {
    const url = await createUrl();
    const [rotator, writer] = [await open({ url }), await open({ url })];
    const ids = await fill(rotator, 220);
    const latest = new Map<string, string>();
    let isRotating = true;
    const writing = (async () => {
      for (let round = 0; isRotating; round++) {
        const chosen = ids.filter((_, index) => index % 11 === round % 11);
        await Promise.all(
          chosen.map(async (id) => {
            const secret = `secret of ${id}, round ${round}`;
            await writer.commit([seal(id, secret)]);
            latest.set(id, secret);
          }),
        );
      }
    })();
    const rotation = await rotate(rotator);
    isRotating = false;
    await writing;
    for (const id of ids) assert.equal(await secretOf(rotator, id), latest.get(id) ?? `secret of ${id}`);

    // The writer may not have heard of the new key: what it left behind is taken over by the next rotation.
    const again = rotation.retiring.length > 0 ? await rotate(rotator) : rotation;
    assert.equal(again.unreadable, 0);
    for (const id of ids) assert.equal(await secretOf(writer, id), latest.get(id) ?? `secret of ${id}`);
  });

  test('a process that has not heard of a new key learns it when it meets one', async ({ open, createUrl }) => {
    const url = await createUrl();
    const [here, there] = [await open({ url }), await open({ url })];
    await fill(here, 3);
    await rotate(here);
    assert.equal(await secretOf(there, 'box 0001'), 'secret of box 0001');
    assert.equal(there.keyring.activeKeyId, here.keyring.activeKeyId);
  });

  test('several rotations at once end with one active key and every value readable', async ({ open, createUrl }) => {
    const url = await createUrl();
    const [here, there] = [await open({ url }), await open({ url })];
    const ids = await fill(here, 120);
    await Promise.all([rotate(here), rotate(there)]);
    assert.equal((await keyringStatus(here)).dataKeys.filter(({ state }) => state === 'active').length, 1);
    for (const id of ids) assert.equal(await secretOf(here, id), `secret of ${id}`);
  });

  test('a value that does not open keeps its key in use', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a', 'sesame'), insert('b', 'other'), copy('a', 'b')]);
    const oldKeyId = database.keyring.activeKeyId ?? '';
    const rotation = await rotate(database);
    assert.equal(rotation.unreadable, 1);
    assert.deepEqual(rotation.retiring, [oldKeyId]);
    assert.deepEqual(await dropDataKey(database, oldKeyId, origin.clock), { outcome: 'in_use', values: 1 });
  });

  test('a key is dropped only when it is retired, unused, and known to be so everywhere', async ({ open }) => {
    const database = await open();
    await fill(database, 2);
    const oldKeyId = database.keyring.activeKeyId ?? '';
    const dropAt = (time: number): ReturnType<typeof dropDataKey> => dropDataKey(database, oldKeyId, () => epochSeconds(time));
    assert.deepEqual(await dropAt(now), { outcome: 'in_use', values: 2 });
    await rotate(database);
    assert.deepEqual(await dropAt(now + 1), { outcome: 'too_early', wait: dropDelay - 1 });
    assert.deepEqual(await dropAt(now + dropDelay), { outcome: 'dropped' });
    assert.deepEqual(await dropAt(now + dropDelay), { outcome: 'unknown' });
    assert.equal(await secretOf(database, 'box 0000'), 'secret of box 0000');
  });
}
