import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { pendingMigrations } from './pending-migrations.ts';

const known = [1, 10, 30].map((number) => ({ number, name: `migration ${number}`, statements: [] }));
const pendingAfter = (...applied: number[]): readonly number[] => pendingMigrations(known, applied).map(({ number }) => number);

test('an empty database gets all, in order', () => assert.deepEqual(pendingAfter(), [1, 10, 30]));
test('what was applied is not applied again', () => assert.deepEqual(pendingAfter(1, 30), [10]));
test('a database of this version needs nothing', () => assert.deepEqual(pendingAfter(1, 10, 30), []));
test('a database of a newer version is refused, and told which migration says so', () => {
  assert.throws(
    () => pendingAfter(1, 10, 30, 31),
    (error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, /^GRANTRY_DATABASE: found a database that a newer version .*\(migration 31 is unknown here\)/);
      return true;
    },
  );
});
