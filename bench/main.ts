/** `npm run bench`: ours beside its peers, in one run, alternating. Writes bench/RESULTS.md. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureClient } from './client.ts';
import { measureCommandStartUp } from './command-start-up.ts';
import { measureRow, type Row } from './measure.ts';
import { measureMemory } from './memory.ts';
import { type Figure, judgeBudgets, type MeasuredRow, writeReport } from './report.ts';
import { engineApiRows } from './rows/engine-api.ts';
import { handOutRow } from './rows/hand-out.ts';
import { provenRequestRows } from './rows/proven-requests.ts';
import { tokenEndpointRows } from './rows/token-endpoint.ts';
import { run as measureStores } from './stores.ts';
import { startBareHandler, startFastifyReply } from './subjects/bare.ts';
import { startGrantry } from './subjects/grantry.ts';
import { startOidcProvider } from './subjects/oidc-provider.ts';
import { startPostgres } from './subjects/postgres.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    postgres: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    client: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

if (flags.help) {
  say(`npm run bench -- [flags]
  --quick      three rounds of two seconds, and RESULTS.md is left alone
  --rounds N   rounds that count, after one that warms up (7)
  --seconds N  how long a round lasts (5)
  --postgres   measures on PostgreSQL too (GRANTRY_TEST_POSTGRES_URL, or one of its own)
  --memory     issues a million tokens and reads the server's memory (some minutes)
  --client     only @grantry/client, beside @octokit/auth-app; its README gets the table
  --only TEXT  only the rows whose work contains TEXT, and RESULTS.md is left alone`);
  process.exit(0);
}

const rounds = flags.quick ? 3 : Number(flags.rounds);
if (flags.client) {
  say(await measureClient(rounds, !flags.quick));
  process.exit(0);
}

const seconds = flags.quick ? 2 : Number(flags.seconds);
const size = { seconds, codes: seconds * 4000 };
const stops: (() => Promise<void>)[] = [];
const keep = <Started extends { stop(): Promise<void> }>(started: Started): Started => {
  stops.push(() => started.stop());
  return started;
};

const measureRows = async (rows: readonly Row[]): Promise<readonly MeasuredRow[]> => {
  const measured: MeasuredRow[] = [];
  for (const row of rows.filter(({ work }) => work.includes(flags.only ?? ''))) {
    say(`${row.work} …`);
    const done = { work: row.work, budgets: row.budgets, measurements: await measureRow(row, rounds) };
    for (const { work, found, byCpu, target, isMet } of judgeBudgets(done))
      say(`  ${isMet ? '✓' : '✗'} ${work}: ${found}, by CPU ${byCpu}, target ${target}`);
    measured.push(done);
  }
  return measured;
};

try {
  const grantry = keep(await startGrantry('grantry (SQLite)'));
  const peer = keep(await startOidcProvider());
  const bare = { opaque: keep(await startBareHandler('opaque')), es256: keep(await startBareHandler('es256')) };
  const postgres = flags.postgres ? keep(await startPostgres()) : undefined;
  const oursOnPostgres =
    postgres === undefined ? undefined : keep(await startGrantry('grantry (PostgreSQL)', { GRANTRY_DATABASE: postgres.url }));
  const rows = await measureRows([
    ...tokenEndpointRows({ ours: grantry, oursOnPostgres, peer, bare }, size),
    ...provenRequestRows(grantry, peer, seconds * 2000),
    ...engineApiRows(grantry, size),
    handOutRow(grantry, keep(await startFastifyReply()), size.seconds),
  ]);

  const figures: Figure[] = [];
  if (flags.only === undefined) figures.push(...(await measureCommandStartUp(grantry, flags.quick ? 7 : 25)));
  if (flags.only === undefined) figures.push(...(await measureStores()));
  if (flags.memory) figures.push(...(await measureMemory(grantry, 1_000_000)));
  for (const { work, found, target, isMet } of figures) say(`  ${isMet === false ? '✗' : '✓'} ${work}: ${found}, target ${target}`);

  const report = writeReport(rows, figures, [`* ${rounds} rounds of ${seconds} s, after one that warms up`]);
  if (flags.quick || flags.only !== undefined) say(`\n${report}`);
  else writeFileSync(new URL('RESULTS.md', import.meta.url), report);
} finally {
  for (const stop of stops.reverse()) await stop();
}
