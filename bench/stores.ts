import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Mint } from '../src/protocol/mint.ts';
import type { Database } from '../src/stores/database.ts';
import { migrations } from '../src/stores/migrations/registry.ts';
import { createMint } from '../src/stores/mint.ts';
import type { Migration, Noun, Write } from '../src/stores/noun.ts';
import { dataKeys } from '../src/stores/nouns/data-keys.ts';
import { openDatabase } from '../src/stores/open-database.ts';
import type { Figure } from './report.ts';
import { ratioByRound, type Spread } from './statistics.ts';
import { startPostgres } from './subjects/postgres.ts';

/** What is inserted: a row like a token's, with a key, a foreign key that is indexed, and an expiry that is. */
interface InsertEntry {
  readonly change: 'insert_entry';
  readonly id: string;
  readonly grantId: string;
}

const expiresAt = 2_000_000_000;
const body = 'x'.repeat(200);

const insertEntry: Write<InsertEntry> = {
  kind: 'insert',
  table: 'entries',
  parameters: { id: 'text', grant_id: 'text', body: 'text', expires_at: 'integer' },
  key: ['id'],
  expects: 'one',
  bind: ({ id, grantId }) => ({ id, grant_id: grantId, body, expires_at: expiresAt }),
};
const nouns: readonly Noun[] = [dataKeys, { name: 'entries', writes: { insert_entry: insertEntry }, sealed: [] }];
const entries: Migration = {
  number: 9_000,
  name: 'entries',
  statements: [
    'create table entries (id text primary key, grant_id text not null, body text not null, expires_at integer not null)',
    'create index entries_by_grant on entries (grant_id)',
    'create index entries_by_expiry on entries (expires_at)',
  ],
};
const open = (url: string): Promise<Database> =>
  openDatabase({ url, masterKey: new Uint8Array(32), nouns, migrations: [...migrations, entries] });

const parallel = 64;
const rounds = 5;

/** Inserts per second, with `parallel` of them under way at any time. */
async function rateOf(count: number, insert: () => Promise<unknown>, atOnce: number = parallel): Promise<number> {
  const started = performance.now();
  let left = count;
  const work = async (): Promise<void> => {
    while (left-- > 0) await insert();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (count / (performance.now() - started)) * 1000;
}

type MakeId = () => string;
const commitTo = (database: Database, makeId: MakeId) => (): Promise<unknown> => {
  const change: InsertEntry = { change: 'insert_entry', id: makeId(), grantId: makeId() };
  return database.commit([change]);
};

const show = ({ median, low, high }: Spread): string => `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

/** Compares two ways round by round. */
async function compare(work: string, atLeast: number, ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Figure> {
  const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++) {
    rates.ours.push(await ours());
    rates.theirs.push(await theirs());
  }
  const ratio = ratioByRound(rates.ours, rates.theirs);
  const perSecond = Math.round(Math.max(...rates.ours)).toLocaleString('en');
  return { work: `${work}, up to ${perSecond}/s`, found: show(ratio), target: `≥ ${atLeast}`, isMet: ratio.median >= atLeast };
}

async function compareOnSqlite(mint: Mint): Promise<readonly Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'grantry-bench-stores-'));
  const [ordered, random, single] = await Promise.all(
    ['ordered', 'random', 'single'].map((name) => open(`sqlite:${join(directory, name)}`)),
  );
  if (ordered === undefined || random === undefined || single === undefined) throw new Error('a database is missing');
  // A key of the same length and alphabet, without its time.
  const randomId: MakeId = () => mint.credential('session').secret.slice(0, 18);
  try {
    return [
      await compare(
        'SQLite inserts: time-ordered keys ÷ random keys',
        2,
        () => rateOf(60_000, commitTo(ordered, mint.id)),
        () => rateOf(60_000, commitTo(random, randomId)),
      ),
      await compare(
        'SQLite inserts: 64 at once, group-committed ÷ one after the other',
        4,
        () => rateOf(30_000, commitTo(ordered, mint.id)),
        () => rateOf(3_000, commitTo(single, mint.id), 1),
      ),
    ];
  } finally {
    await Promise.all([ordered.close(), random.close(), single.close()]);
    rmSync(directory, { recursive: true, force: true });
  }
}

async function compareOnPostgres(mint: Mint): Promise<Figure> {
  const server = await startPostgres();
  const database = await open(server.url);
  const pool = new pg.Pool({ connectionString: server.url, max: 10 });
  pool.on('error', () => undefined); // the server may end before the last connection is gone
  const text = 'insert into entries (id, grant_id, body, expires_at) values ($1, $2, $3, $4) on conflict do nothing';
  const insertAlone = (): Promise<unknown> => pool.query({ name: 'insert entry', text, values: [mint.id(), mint.id(), body, expiresAt] });
  try {
    return await compare(
      'PostgreSQL inserts, 64 at once: batched ÷ single statements over a pool',
      2,
      () => rateOf(30_000, commitTo(database, mint.id)),
      () => rateOf(10_000, insertAlone),
    );
  } finally {
    await database.close();
    await pool.end();
    await server.stop();
  }
}

/** Measures what the stores' design rests on: keys in order, commits in groups, writes in batches. Under a minute. */
export async function run(): Promise<readonly Figure[]> {
  const mint = createMint();
  return [...(await compareOnSqlite(mint)), await compareOnPostgres(mint)];
}
