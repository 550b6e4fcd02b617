import assert from 'node:assert/strict';
import { epochSeconds } from '../../protocol/units.ts';
import type { CommitObservation } from '../database.ts';
import { sweep } from '../sweep.ts';
import { type BoxChange, boxNouns, boxOf, countBoxes, findBox, listBoxIdsOf } from './boxes.ts';
import type { TestWithStore } from './conformance.ts';

const committed = { outcome: 'committed' } as const;
const insert = (id: string, owner = 'ada'): BoxChange => ({ change: 'insert_box', box: boxOf({ id, owner }) });
const openBox = (boxId: string, at = 1): BoxChange => ({ change: 'open_box', boxId, at });

/** A change that no database can keep: a row without its owner. */
const broken = (id: string): BoxChange => ({ change: 'insert_box', box: { ...boxOf({ id }), owner: undefined as unknown as string } });

/** All or nothing, conflicts, and errors that concern one request only. */
export function testCommits(test: TestWithStore): void {
  test('all changes of a commit are kept, in their order', async ({ open }) => {
    const database = await open();
    assert.deepEqual(await database.commit([insert('a'), openBox('a', 5), insert('b')]), committed);
    assert.equal((await database.askOne(findBox, { id: 'a' }))?.openedAt, 5);
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'ada' }), ['a', 'b']);
  });

  test('nothing to commit is committed', async ({ open }) => {
    assert.deepEqual(await (await open()).commit([]), committed);
  });

  test('a condition that is false is a conflict, named by its change', async ({ open }) => {
    const database = await open();
    assert.deepEqual(await database.commit([openBox('missing')]), { outcome: 'conflict', change: 'open_box' });
  });

  test('a key that is taken is a conflict', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a')]);
    assert.deepEqual(await database.commit([insert('b'), insert('a', 'bob')]), { outcome: 'conflict', change: 'insert_box' });
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'ada' }), ['a']);
  });

  test('a conflict after other changes takes them back', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a')]);
    const outcome = await database.commit([openBox('a'), insert('b'), openBox('missing'), insert('c')]);
    assert.deepEqual(outcome, { outcome: 'conflict', change: 'open_box' });
    assert.equal((await database.askOne(findBox, { id: 'a' }))?.openedAt, undefined);
    assert.equal(await database.askOne(countBoxes, {}), 1);
  });

  test('a request that is taken back leaves those of its turn alone', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a')]);
    const outcomes = await Promise.all([
      database.commit([insert('b'), openBox('missing')]),
      database.commit([openBox('a'), insert('c')]),
      database.commit([insert('d')]),
      database.commit([openBox('missing too'), insert('e')]),
    ]);
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ['conflict', 'committed', 'committed', 'conflict'],
    );
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'ada' }), ['a', 'c', 'd']);
  });

  test('an error rejects its own request and no other of the turn', async ({ open }) => {
    const database = await open();
    const settled = await Promise.allSettled([
      database.commit([insert('a')]),
      database.commit([insert('b'), broken('c')]),
      database.commit([broken('d')]),
      database.commit([insert('e'), openBox('e')]),
    ]);
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'ada' }), ['a', 'e']);
  });

  test('a change that no noun keeps is rejected, and nothing of its commit is kept', async ({ open }) => {
    const database = await open();
    await assert.rejects(database.commit([insert('a'), { change: 'paint_box' }]), /no noun keeps the change paint_box/);
    assert.equal(await database.askOne(countBoxes, {}), 0);
  });

  test('a value of the wrong type is rejected', async ({ open }) => {
    const database = await open();
    const box = boxOf({ id: 'a', count: Number.NaN });
    await assert.rejects(database.commit([{ change: 'insert_box', box }]), TypeError);
  });

  test('the order of the changes of one request holds among many requests', async ({ open }) => {
    const database = await open();
    await Promise.all([
      ...Array.from({ length: 20 }, (_, index) => database.commit([insert(`other ${index}`, 'bob')])),
      database.commit([insert('old'), { change: 'delete_boxes_of', owner: 'ada' }, insert('new')]),
      ...Array.from({ length: 20 }, (_, index) => database.commit([{ change: 'delete_boxes_of', owner: `nobody ${index}` }])),
    ]);
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'ada' }), ['new']);
    assert.equal(await database.askOne(countBoxes, {}), 21);
  });

  test('a change without parameters is kept', async ({ open }) => {
    const database = await open();
    await database.commit([insert('a'), insert('b')]);
    assert.deepEqual(await database.commit([{ change: 'delete_all_boxes' }, insert('c')]), committed);
    assert.equal(await database.askOne(countBoxes, {}), 1);
  });

  test('a thousand commits of one turn are all kept', async ({ open }) => {
    const database = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => database.commit([insert(`box ${index}`), openBox(`box ${index}`)])),
    );
    assert.ok(outcomes.every(({ outcome }) => outcome === 'committed'));
    assert.equal(await database.askOne(countBoxes, {}), 1_000);
  });

  test('expired rows are swept, however many, and others stay', async ({ open }) => {
    const database = await open();
    const expiring = Array.from({ length: 1_200 }, (_, index) => boxOf({ id: `expired ${index}`, expiresAt: 899 }));
    const staying = [boxOf({ id: 'kept a while', expiresAt: 900 }), boxOf({ id: 'fresh', expiresAt: 5_000 })];
    await Promise.all([...expiring, ...staying].map((box) => database.commit([{ change: 'insert_box', box }])));
    await sweep(database, boxNouns, () => epochSeconds(1_000));
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'ada' }), ['fresh', 'kept a while']);
  });

  test('closing finishes what was handed in', async ({ open, createUrl }) => {
    const url = await createUrl();
    const database = await open({ url });
    const handedIn = Promise.all(Array.from({ length: 50 }, (_, index) => database.commit([insert(`box ${index}`)])));
    await database.close();
    assert.ok((await handedIn).every(({ outcome }) => outcome === 'committed'));
    assert.equal(await (await open({ url })).askOne(countBoxes, {}), 50);
  });

  test('every transaction is observed', async ({ open }) => {
    const observations: CommitObservation[] = [];
    const database = await open({ onCommit: (observation) => observations.push(observation) });
    observations.length = 0;
    await Promise.all([database.commit([insert('a'), openBox('a')]), database.commit([insert('b')])]);
    const total = (name: keyof CommitObservation): number => observations.reduce((sum, each) => sum + each[name], 0);
    assert.equal(total('requests'), 2);
    assert.equal(total('writes'), 3);
    assert.ok(total('milliseconds') > 0);
  });
}
