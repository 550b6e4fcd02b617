import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { startPostgres } from '../../../test/support/postgres.ts';
import { nouns } from '../nouns/registry.ts';
import { openDatabase } from '../open-database.ts';
import { createWriteStatement } from './write-statement.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

test('PostgreSQL understands every write of every registered noun', async () => {
  const url = await postgres.createSchema();
  await (await openDatabase({ url, masterKey: new Uint8Array(32) })).close();
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const noun of nouns) {
      for (const [change, write] of Object.entries(noun.writes)) {
        const { sql } = createWriteStatement({ change, write });
        const name = change.replace(/\W/g, '_');
        await assert.doesNotReject(client.query(`prepare "${name}" as ${sql}`), `${noun.name}: ${change}`);
      }
    }
  } finally {
    await client.end();
  }
});
