import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openIdScopes } from '../../engine/oidc/openid-scopes.ts';
import { migrations } from './registry.ts';

/** A database as it was before a migration, and the way on. */
function openBefore(number: number) {
  const database = new DatabaseSync(':memory:');
  const run = (isDue: (candidate: number) => boolean): void => {
    for (const { statements } of migrations.filter((migration) => isDue(migration.number)))
      for (const statement of statements) database.exec(statement);
  };
  run((candidate) => candidate < number);
  return { database, migrate: () => run((candidate) => candidate >= number && candidate <= 22) };
}

const insertService = (database: DatabaseSync, id: number, scopes: unknown) =>
  database
    .prepare(
      `insert into services (id, name, issuer, access_token_format, code_lifetime, access_token_lifetime, refresh_token_lifetime,
        refresh_leeway, scopes) values (?, 'S', ?, 'opaque', 600, 3600, 3600, 30, ?)`,
    )
    .run(id, `https://${id}.example.com`, JSON.stringify(scopes));

const scopesOf = (database: DatabaseSync, id: number): unknown =>
  JSON.parse(String(database.prepare('select scopes from services where id = ?').get(id)?.scopes));

test('a first service that was made before learns the scopes of OpenID Connect, and keeps its own', () => {
  const { database, migrate } = openBefore(21);
  const all = { name: 'all', description: 'Do "everything"', isDefault: true };
  insertService(database, 1, [all]);
  insertService(database, 2, [all]);
  migrate();
  assert.deepEqual(scopesOf(database, 1), [all, ...openIdScopes]);
  assert.deepEqual(scopesOf(database, 2), [all]);
});

for (const scopes of [[], [{ name: 'openid', description: 'mine', isDefault: true }]]) {
  test(`a first service with the scopes ${JSON.stringify(scopes)} is left as it is`, () => {
    const { database, migrate } = openBefore(21);
    insertService(database, 1, scopes);
    migrate();
    assert.deepEqual(scopesOf(database, 1), scopes);
  });
}

test('of several newest keys the last that was made stays it; the others stay published', () => {
  const { database, migrate } = openBefore(22);
  const insert = database.prepare(
    `insert into signing_keys (id, service_id, algorithm, public_jwk, private_jwk, created_at, active_from) values (?, ?, 'ES256', '{}', '', 1, 1)`,
  );
  for (const [id, service] of [
    ['a', 1],
    ['b', 1],
    ['c', 2],
  ] as const)
    insert.run(id, service);
  migrate();
  const kept = database.prepare('select id, retires_at is null as is_newest from signing_keys order by id').all();
  assert.deepEqual(
    kept.map(({ id, is_newest }) => [id, is_newest]),
    [
      ['a', 0],
      ['b', 1],
      ['c', 1],
    ],
  );
});
