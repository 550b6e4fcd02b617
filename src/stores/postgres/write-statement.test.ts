import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxNouns } from '../testing/boxes.ts';
import { createWriteStatement, postgresWriteSql, type WriteStatement } from './write-statement.ts';

const writes = Object.fromEntries(boxNouns.flatMap((noun) => Object.entries(noun.writes)));
const sqlOf = (change: string): string => {
  const write = writes[change];
  assert.ok(write, change);
  return postgresWriteSql(write).replace(/\s+/g, ' ');
};
const statementOf = (change: string): WriteStatement => {
  const write = writes[change];
  assert.ok(write, change);
  return createWriteStatement({ change, write });
};

const expected: Readonly<Record<string, string>> = {
  open_box:
    'update boxes set opened_at = p.p_at from unnest($1::text[], $2::bigint[]) with ordinality as p(p_id, p_at, batch_row) ' +
    'where id = p.p_id and opened_at is null returning p.batch_row',
  delete_boxes_of:
    'delete from boxes using unnest($1::text[]) with ordinality as p(p_owner, batch_row) where owner = p.p_owner returning p.batch_row',
  delete_all_boxes: 'delete from boxes using (select 1 as batch_row) as p where true returning p.batch_row',
  spend:
    'insert into purses (id, spent, spending_limit) select p.p_id, p.p_spent, p.p_spending_limit ' +
    'from unnest($1::text[], $2::bigint[], $3::bigint[]) with ordinality as p(p_id, p_spent, p_spending_limit, batch_row) ' +
    'where p.p_spending_limit > 0 on conflict (id) do update set spent = purses.spent + 1 ' +
    'where purses.spent < excluded.spending_limit returning id',
};
for (const [change, sql] of Object.entries(expected)) {
  test(`${change} is one statement over arrays`, () => assert.equal(sqlOf(change), sql));
}

test('an insert without a rule for what is there already leaves it alone', () => {
  assert.match(sqlOf('insert_data_key'), /on conflict do nothing returning id$/);
});

test('rows become one array for each parameter', () => {
  assert.deepEqual(
    statementOf('open_box').toArrays([
      ['a', 1],
      ['b', null],
    ]),
    [
      ['a', 'b'],
      [1, null],
    ],
  );
});

test('an update tells by number which rows it touched', () => {
  assert.deepEqual(
    statementOf('open_box').readTouched(
      [[2], [2]],
      [
        ['a', 1],
        ['b', 1],
      ],
    ),
    new Set([1]),
  );
});

test('an insert tells by key which rows it touched', () => {
  assert.deepEqual(
    statementOf('spend').readTouched(
      [['b']],
      [
        ['a', 1, 9],
        ['b', 1, 9],
      ],
    ),
    new Set([1]),
  );
});

test('a key that is no parameter is a mistake in a noun', () => {
  const write = { kind: 'delete', table: 'boxes', parameters: {}, key: ['id'], expects: 'one', bind: () => ({}) } as const;
  assert.throws(() => createWriteStatement({ change: 'x', write }), /the key id of x is not one of its parameters/);
});
