import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type BoxChange, boxOf, countBoxes, findBox, listBoxIdsOf } from './boxes.ts';
import type { TestWithStore } from './conformance.ts';

const insert = (id: string, owner = 'ada'): BoxChange => ({ change: 'insert_box', box: boxOf({ id, owner }) });
const openBox = (boxId: string, at = 1): BoxChange => ({ change: 'open_box', boxId, at });

/** Opens every box of a list in a process of its own, and answers how many it got. */
async function openElsewhere(url: string, name: string, boxIds: readonly string[]): Promise<number> {
  const child = fork(new URL('./open-boxes.ts', import.meta.url), [url, name], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(boxIds);
  const [opened] = await once(child, 'message');
  await once(child, 'exit');
  return Number(opened);
}

/** Single use, leases and counters under many requests at once. */
export function testContention(test: TestWithStore): void {
  test('of hundreds of parallel openings of one box, one is committed', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a')]);
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, (_, index) => database.commit([openBox('a', index), insert(`receipt ${index}`, 'receipts')])),
    );
    const winners = outcomes.flatMap(({ outcome }, index) => (outcome === 'committed' ? [index] : []));
    assert.equal(winners.length, 1);
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'receipts' }), [`receipt ${winners[0]}`]);
    assert.equal((await database.askOne(findBox, { id: 'a' }))?.openedAt, winners[0]);
  });

  test('winners and losers of many boxes share their turns, and each box is opened once', async ({ open }) => {
    const database = await open();
    const boxIds = Array.from({ length: 100 }, (_, index) => `box ${index}`);
    await Promise.all(boxIds.map((id) => database.commit([insert(id)])));
    const outcomes = await Promise.all(
      [1, 2, 3].flatMap((attempt) =>
        boxIds.map((id) => database.commit([openBox(id, attempt), insert(`receipt of ${id} by ${attempt}`, 'receipts')])),
      ),
    );
    assert.equal(outcomes.filter(({ outcome }) => outcome === 'committed').length, boxIds.length);
    const receipts = await database.askMany(listBoxIdsOf, { owner: 'receipts' });
    assert.equal(receipts.length, boxIds.length);
    for (const id of boxIds) {
      const { openedAt } = (await database.askOne(findBox, { id })) ?? {};
      assert.ok(receipts.includes(`receipt of ${id} by ${openedAt}`), id);
    }
  });

  test('a write that loses after another one applied leaves no trace, whoever shares its turn', async ({ open }) => {
    const database = await open();
    const boxIds = Array.from({ length: 60 }, (_, index) => `box ${index}`);
    await Promise.all(boxIds.map((id) => database.commit([insert(id)])));
    // Every third request fails at its second change, after its first was applied.
    const outcomes = await Promise.all(
      boxIds.map((id, index) => database.commit([openBox(id), openBox(index % 3 === 0 ? 'missing' : id), insert(`x ${id}`)])),
    );
    // The second opening of the same box is a conflict as well: no request of this turn may be kept.
    assert.ok(outcomes.every(({ outcome }) => outcome === 'conflict'));
    for (const id of boxIds) assert.equal((await database.askOne(findBox, { id }))?.openedAt, undefined);
    assert.equal(await database.askOne(countBoxes, {}), boxIds.length);
  });

  test('of those that take one unique value at once, on whatever node, one does, and the others meet a conflict', async ({
    open,
    createUrl,
  }) => {
    const url = await createUrl();
    const nodes = await Promise.all([open({ url }), open({ url }), open({ url })]);
    const places = Array.from({ length: 20 }, (_, index) => `place ${index}`);
    const idFor = (place: string, node: number): string => `box ${node} for ${place}`;
    await Promise.all(nodes.flatMap((database, node) => places.map((place) => database.commit([insert(idFor(place, node))]))));
    for (const place of places) {
      const outcomes = await Promise.all(
        nodes.map((database, node) =>
          database.commit([{ change: 'shelve_box', boxId: idFor(place, node), place }, insert(`receipt ${node} for ${place}`, 'receipts')]),
        ),
      );
      assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['committed', 'conflict', 'conflict']);
    }
    assert.equal((await nodes[0]?.askMany(listBoxIdsOf, { owner: 'receipts' }))?.length, places.length);
  });

  test('a lease is held by one at a time, and can be taken when it ran out', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a')]);
    const takeAt = (now: number): Promise<string> =>
      database.commit([{ change: 'take_lease', boxId: 'a', now, until: now + 10 }]).then(({ outcome }) => outcome);
    const first = await Promise.all(Array.from({ length: 50 }, () => takeAt(100)));
    assert.equal(first.filter((outcome) => outcome === 'committed').length, 1);
    assert.equal(await takeAt(109), 'conflict');
    const second = await Promise.all(Array.from({ length: 50 }, () => takeAt(110)));
    assert.equal(second.filter((outcome) => outcome === 'committed').length, 1);
    assert.equal((await database.askOne(findBox, { id: 'a' }))?.count, 2);
  });

  test('a counter is never spent beyond its limit', async ({ open }) => {
    const database = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => database.commit([{ change: 'spend', id: index % 2 === 0 ? 'a' : 'b', limit: 10 }])),
    );
    assert.equal(outcomes.filter(({ outcome }) => outcome === 'committed').length, 20);
  });

  test('a condition on an insert is heeded', async ({ open }) => {
    const database = await open();
    assert.deepEqual(await database.commit([{ change: 'spend', id: 'a', limit: 0 }]), {
      outcome: 'conflict',
      change: 'spend',
    });
  });

  test('two processes on one database open every box once between them', async ({ open, createUrl }) => {
    const url = await createUrl();
    const database = await open({ url });
    const boxIds = Array.from({ length: 200 }, (_, index) => `box ${index}`);
    await Promise.all(boxIds.map((id) => database.commit([insert(id)])));
    const opened = await Promise.all([openElsewhere(url, 'first', boxIds), openElsewhere(url, 'second', [...boxIds].reverse())]);
    assert.equal(opened[0] + opened[1], boxIds.length);
    assert.equal((await database.askMany(listBoxIdsOf, { owner: 'receipts' })).length, boxIds.length);
  });
}
