import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { GroupCommit, type RequestWrites } from './group-commit.ts';
import { createWriteStatement } from './write-statement.ts';

const directory = mkdtempSync(join(tmpdir(), 'grantry-group-commit-'));
after(() => rmSync(directory, { recursive: true, force: true }));

let count = 0;
const createConnection = (path = join(directory, `${count++}.db`)): DatabaseSync => {
  const connection = new DatabaseSync(path, { timeout: 5 });
  connection.exec('pragma journal_mode = wal; create table if not exists pages (id integer primary key, body text not null) strict');
  return connection;
};
const insertOn = (connection: DatabaseSync): ((id: number, body?: string) => RequestWrites) => {
  const statement = createWriteStatement(connection, {
    change: 'insert_page',
    write: { kind: 'insert', table: 'pages', parameters: { id: 'integer', body: 'text' }, key: ['id'], expects: 'one', bind: () => ({}) },
  });
  return (id, body = 'x') => [{ statement, values: [id, body] }];
};
const idsIn = (connection: DatabaseSync): readonly unknown[] =>
  connection
    .prepare('select id from pages order by id')
    .all()
    .map((row) => row.id);

test('what arrives in one turn is one transaction', async () => {
  const connection = createConnection();
  const insert = insertOn(connection);
  const sizes: number[] = [];
  const commits = new GroupCommit(connection, ({ requests }) => sizes.push(requests));
  await Promise.all([1, 2, 3].map((id) => commits.submit(insert(id))));
  assert.deepEqual(sizes, [3]);
});

test('a turn that is too big for one transaction takes several', async () => {
  const connection = createConnection();
  const insert = insertOn(connection);
  const sizes: number[] = [];
  const commits = new GroupCommit(connection, ({ requests }) => sizes.push(requests));
  await Promise.all(Array.from({ length: 1_100 }, (_, id) => commits.submit(insert(id))));
  assert.deepEqual(sizes, [512, 512, 76]);
});

test('whatever requests share a turn, each is kept whole or not at all, as if they had come one after the other', async () => {
  const connection = createConnection();
  const insert = insertOn(connection);
  const commits = new GroupCommit(connection, undefined);
  const requests = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(requests, async (turn) => {
      connection.exec('delete from pages');
      const kept = new Set<number>();
      const expected = turn.map((ids) => {
        const isWhole = new Set(ids).size === ids.length && ids.every((id) => !kept.has(id));
        if (isWhole) for (const id of ids) kept.add(id);
        return isWhole ? 'committed' : 'conflict';
      });
      const outcomes = await Promise.all(turn.map((ids) => commits.submit(ids.flatMap((id) => insert(id)))));
      assert.deepEqual(
        outcomes.map(({ outcome }) => outcome),
        expected,
      );
      assert.deepEqual(
        idsIn(connection),
        [...kept].sort((a, b) => a - b),
      );
    }),
  );
});

test('a request that fails after it had written takes nothing of its turn with it', async () => {
  const connection = createConnection();
  const insert = insertOn(connection);
  const commits = new GroupCommit(connection, undefined);
  const [{ statement } = assert.fail()] = insert(0);
  const failing = [...insert(2), { statement, values: [3, null] }]; // the body must be there
  const settled = await Promise.allSettled([commits.submit(insert(1)), commits.submit(failing), commits.submit(insert(4))]);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(idsIn(connection), [1, 4]);
});

test('a lock that another process holds is waited for, without holding the event loop', async () => {
  const path = join(directory, 'locked.db');
  const [connection, other] = [createConnection(path), createConnection(path)];
  const commits = new GroupCommit(connection, undefined);
  const insert = insertOn(connection);
  other.exec('begin immediate');
  const committing = Promise.all([commits.submit(insert(1)), commits.submit(insert(2))]);
  await pause(60);
  assert.deepEqual(idsIn(connection), []);
  other.exec('commit');
  assert.deepEqual(await committing, [{ outcome: 'committed' }, { outcome: 'committed' }]);
  assert.deepEqual(idsIn(connection), [1, 2]);
});

test('a full disk acknowledges nothing that is not kept, and what fits later is kept', async () => {
  const connection = createConnection();
  const commits = new GroupCommit(connection, undefined);
  const insert = insertOn(connection);
  const pages = Number(connection.prepare('pragma page_count').get()?.page_count);
  connection.exec(`pragma max_page_count = ${pages + 4}`);
  const big = 'x'.repeat(6_000);
  const settled = await Promise.allSettled(Array.from({ length: 12 }, (_, id) => commits.submit(insert(id, big))));
  const acknowledged = settled.flatMap(({ status }, id) => (status === 'fulfilled' ? [id] : []));
  assert.ok(acknowledged.length < 12);
  assert.deepEqual(idsIn(connection), acknowledged);
  assert.equal(connection.isTransaction, false);

  connection.exec('pragma max_page_count = 1000000');
  assert.deepEqual(await commits.submit(insert(100, big)), { outcome: 'committed' });
});

test('a commit that fails rejects every request of its turn', async () => {
  const connection = createConnection();
  connection.exec(
    'create table parents (id integer primary key); create table children (id integer primary key, parent integer references parents (id) deferrable initially deferred)',
  );
  const commits = new GroupCommit(connection, undefined);
  const orphan = createWriteStatement(connection, {
    change: 'insert_orphan',
    write: {
      kind: 'insert',
      table: 'children',
      parameters: { id: 'integer', parent: 'integer' },
      key: ['id'],
      expects: 'one',
      bind: () => ({}),
    },
  });
  const settled = await Promise.allSettled([
    commits.submit(insertOn(connection)(1)),
    commits.submit([{ statement: orphan, values: [1, 99] }]),
  ]);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.deepEqual(idsIn(connection), []);
});
