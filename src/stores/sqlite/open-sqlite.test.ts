import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { openDatabase } from '../open-database.ts';
import { boxMigrations, boxNouns } from '../testing/boxes.ts';

const directory = mkdtempSync(join(tmpdir(), 'grantry-open-sqlite-'));
after(() => rmSync(directory, { recursive: true, force: true }));

const open = (path: string): ReturnType<typeof openDatabase> =>
  openDatabase({ url: `sqlite:${path}`, masterKey: new Uint8Array(32), nouns: boxNouns, migrations: boxMigrations });

test('a new database is made with its folder, and read by its owner only', async () => {
  const path = join(directory, 'new/folder/grantry.db');
  await (await open(path)).close();
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('the log beside the database is read by its owner only', async () => {
  const path = join(directory, 'log.db');
  const database = await open(path);
  assert.equal(statSync(`${path}-wal`).mode & 0o777, 0o600);
  await database.close();
});

test('a database in memory is one of its own', async () => {
  await (await open(':memory:')).close();
});

test('a file that is no database is refused with the name of the setting', async () => {
  const path = join(directory, 'letter.txt');
  writeFileSync(path, 'Dear database, '.repeat(200));
  await assert.rejects(open(path), (error) => error instanceof ConfigurationError && error.setting === 'GRANTRY_DATABASE');
});

test('a path that cannot be written is refused with the name of the setting', async () => {
  writeFileSync(join(directory, 'file'), '');
  const refused = open(join(directory, 'file/grantry.db'));
  await assert.rejects(refused, (error) => error instanceof ConfigurationError && /GRANTRY_DATABASE: found sqlite:/.test(error.message));
});
