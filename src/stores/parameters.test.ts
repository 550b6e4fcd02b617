import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spellParameters } from './parameters.ts';

const spelled: readonly (readonly [string, string])[] = [
  ['id = :id', 'id = ?1'],
  ['a = :at and b = :at or c=:id', 'a = ?2 and b = ?2 or c=?1'],
  ["at > :at::bigint and x = ':'", "at > ?2::bigint and x = ':'"],
  ['no parameters', 'no parameters'],
];
for (const [sql, expected] of spelled) {
  test(`"${sql}" is spelled "${expected}"`, () => {
    assert.equal(
      spellParameters(sql, ['id', 'at'], (_, index) => `?${index + 1}`),
      expected,
    );
  });
}

test('a parameter that is not declared is a mistake in a noun', () => {
  assert.throws(() => spellParameters('id = :idd', ['id'], (name) => name), /:idd is not declared/);
});
