import assert from 'node:assert/strict';
import { type Box, type BoxChange, boxOf, countBoxes, findBox, findBoxIdByCount, listBoxIdsOf } from './boxes.ts';
import type { TestWithStore } from './conformance.ts';

const insert = (box: Box): BoxChange => ({ change: 'insert_box', box });

/** What was kept comes back as it was. */
export function testReads(test: TestWithStore): void {
  const kept: readonly (readonly [string, Partial<Box>])[] = [
    ['nothing in the optional columns', { label: undefined }],
    ['every optional column', { label: 'x', secret: 'sesame', openedAt: 3, leaseUntil: 4 }],
    ['both truth values', { isHeavy: true }],
    ['empty text and empty lists', { label: '', tags: [], secret: '' }],
    [
      'text of every script, quotes, backslashes and braces',
      { label: `'"\\{}, NULL \n\t 日本語 🗝️`, tags: ['{"a"}', 'b\\', '\0'], secret: '🗝️' },
    ],
    ['the largest and the smallest numbers', { count: Number.MAX_SAFE_INTEGER, expiresAt: -Number.MAX_SAFE_INTEGER }],
  ];
  for (const [what, fields] of kept) {
    test(`${what} come back as they were kept`, async ({ open }) => {
      const database = await open();
      const box = boxOf({ id: 'a', ...fields });
      await database.commit([insert(box)]);
      assert.deepEqual(await database.askOne(findBox, { id: 'a' }), box);
    });
  }

  test('NUL in text becomes U+FFFD, and is found as such', async ({ open }) => {
    const database = await open();
    await database.commit([insert(boxOf({ id: 'a\0b' }))]);
    assert.equal((await database.askOne(findBox, { id: 'a\0b' }))?.id, 'a\ufffdb');
  });

  test('what is not there is undefined, or an empty list', async ({ open }) => {
    const database = await open();
    assert.equal(await database.askOne(findBox, { id: 'missing' }), undefined);
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'nobody' }), []);
  });

  test('a number that no row can hold finds nothing', async ({ open }) => {
    const database = await open();
    for (const count of [1e300, Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 63]) {
      assert.equal(await database.askOne(findBoxIdByCount, { count }), undefined);
    }
  });

  test('many questions of one turn each get their own answer', async ({ open }) => {
    const database = await open();
    const ids = Array.from({ length: 300 }, (_, index) => `box ${index}`);
    await Promise.all(
      ids.filter((_, index) => index % 3 !== 0).map((id) => database.commit([insert(boxOf({ id, label: `label of ${id}` }))])),
    );
    const found = await Promise.all(ids.map((id) => database.askOne(findBox, { id })));
    assert.deepEqual(
      found.map((box) => box?.label),
      ids.map((id, index) => (index % 3 === 0 ? undefined : `label of ${id}`)),
    );
    assert.deepEqual(await Promise.all([database.askOne(countBoxes, {}), database.askOne(countBoxes, {})]), [200, 200]);
  });

  test('what was acknowledged is seen by the next question', async ({ open }) => {
    const database = await open();
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const id = `box ${index}`;
        await database.commit([insert(boxOf({ id }))]);
        assert.equal((await database.askOne(findBox, { id }))?.id, id);
        assert.ok((await database.askMany(listBoxIdsOf, { owner: 'ada' })).includes(id));
      }),
    );
  });

  test('text sorts by character code', async ({ open }) => {
    const database = await open();
    const ids = ['0', '9', 'A', 'Z', '_', 'a', 'z', 'é'];
    await Promise.all(ids.toReversed().map((id) => database.commit([insert(boxOf({ id }))])));
    assert.deepEqual(await database.askMany(listBoxIdsOf, { owner: 'ada' }), ids);
  });
}
