import assert from 'node:assert/strict';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { migrations } from '../migrations/registry.ts';
import type { Migration } from '../noun.ts';
import { nouns } from '../nouns/registry.ts';
import { boxMigrations, boxOf, countBoxes } from './boxes.ts';
import type { TestWithStore } from './conformance.ts';

const later: Migration = { number: 901, name: 'later', statements: ['alter table boxes add column colour text'] };

/** From empty to the newest schema, once, whoever is first. */
export function testMigrations(test: TestWithStore): void {
  test('every registered migration runs on an empty database', async ({ open }) => {
    const database = await open({ nouns, migrations });
    assert.ok(database.keyring.activeKeyId !== undefined);
  });

  test('a database that is opened again keeps what it has', async ({ open, createUrl }) => {
    const url = await createUrl();
    const first = await open({ url });
    await first.commit([{ change: 'insert_box', box: boxOf({ id: 'a' }) }]);
    await first.close();
    assert.equal(await (await open({ url })).askOne(countBoxes, {}), 1);
  });

  test('what is new is run on a database that is not', async ({ open, createUrl }) => {
    const url = await createUrl();
    await open({ url });
    const newer = await open({ url, migrations: [...boxMigrations, later] });
    const colours = {
      parameters: {},
      sql: 'select colour from boxes',
      columns: { colour: 'text' },
      answer: 'many',
      record: () => 1,
    } as const;
    assert.deepEqual(await newer.askMany(colours, {}), []);
  });

  test('a database of a newer version is refused', async ({ open, createUrl }) => {
    const url = await createUrl();
    await open({ url, migrations: [...boxMigrations, later] });
    await assert.rejects(open({ url }), (error) => error instanceof ConfigurationError && /migration 901 is unknown/.test(error.message));
  });

  test('a migration that fails leaves nothing behind', async ({ open, createUrl }) => {
    const url = await createUrl();
    const broken: Migration = { number: 902, name: 'broken', statements: ['create table halves (id text primary key)', 'create nonsense'] };
    await assert.rejects(open({ url, migrations: [...boxMigrations, broken] }));
    const mended: Migration = { ...broken, statements: ['create table halves (id text primary key)'] };
    await open({ url, migrations: [...boxMigrations, mended] });
  });

  test('several that open a new database at once migrate it once, and share its first key', async ({ open, createUrl }) => {
    const url = await createUrl();
    const opened = await Promise.all([open({ url }), open({ url }), open({ url })]);
    assert.equal(new Set(opened.map(({ keyring }) => keyring.activeKeyId)).size, 1);
  });
}
