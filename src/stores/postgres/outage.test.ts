import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { startOwnPostgres } from '../../../test/support/postgres.ts';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { type OpenDatabase, openDatabase } from '../open-database.ts';
import { boxMigrations, boxNouns, boxOf, findBox, listBoxIdsOf } from '../testing/boxes.ts';

const postgres = await startOwnPostgres();
after(() => postgres.stop());

const open = (url: string): Promise<OpenDatabase> =>
  openDatabase({ url, masterKey: new Uint8Array(32), nouns: boxNouns, migrations: boxMigrations });
const database = await open(postgres.url);
after(() => database.close());

/** Runs `disturb` while commits go on, and tells which ids were acknowledged and which failed. */
async function commitDuring(prefix: string, disturb: () => Promise<unknown>): Promise<{ acknowledged: string[]; failed: string[] }> {
  const acknowledged: string[] = [];
  const failed: string[] = [];
  let isDisturbed = true;
  const committing = Array.from({ length: 8 }, async (_, worker) => {
    for (let round = 0; isDisturbed; round++) {
      const id = `${prefix} ${worker} ${round}`;
      const changes = [
        { change: 'insert_box', box: boxOf({ id, owner: prefix }) },
        { change: 'open_box', boxId: id, at: 1 },
      ] as const;
      await database.commit(changes).then(
        ({ outcome }) => (outcome === 'committed' ? acknowledged.push(id) : failed.push(id)),
        () => failed.push(id),
      );
    }
  });
  try {
    await disturb();
  } finally {
    isDisturbed = false;
    await Promise.all(committing);
  }
  return { acknowledged, failed };
}

async function assertKept(prefix: string, { acknowledged, failed }: { acknowledged: string[]; failed: string[] }): Promise<void> {
  const kept = await database.askMany(listBoxIdsOf, { owner: prefix });
  assert.deepEqual(
    acknowledged.filter((id) => !kept.includes(id)),
    [],
    'acknowledged and lost',
  );
  assert.deepEqual(
    kept.filter((id) => !acknowledged.includes(id) && !failed.includes(id)),
    [],
    'never asked for',
  );
  for (const id of kept) assert.equal((await database.askOne(findBox, { id }))?.openedAt, 1, `${id} is torn`);
}

test('a restart of the server loses nothing acknowledged, and work goes on after it', async () => {
  const outcome = await commitDuring('restart', () => postgres.restart());
  assert.ok(outcome.acknowledged.length > 0);
  await assertKept('restart', outcome);
  assert.deepEqual(await database.commit([{ change: 'insert_box', box: boxOf({ id: 'after the restart' }) }]), { outcome: 'committed' });
});

test('connections that are cut in the middle lose nothing acknowledged and tear nothing', async () => {
  const outcome = await commitDuring('cut', async () => {
    const client = new pg.Client(postgres.url);
    await client.connect();
    for (let cut = 0; cut < 20; cut++) {
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'grantry'`);
    }
    await client.end();
  });
  assert.ok(outcome.acknowledged.length > 0);
  await assertKept('cut', outcome);
});

test('a password that is wrong is refused at once, and not repeated', async () => {
  const url = new URL(postgres.url);
  url.password = 'sesame';
  await assert.rejects(open(url.href), (error) => {
    assert.ok(error instanceof ConfigurationError);
    assert.match(error.message, /^GRANTRY_DATABASE: found postgres:\/\/127\.0\.0\.1:\d+\/postgres, which does not serve us/);
    assert.doesNotMatch(error.message, /sesame/);
    return true;
  });
});
