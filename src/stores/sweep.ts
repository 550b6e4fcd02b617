import type { Clock, EpochSeconds } from '../protocol/units.ts';
import type { Database } from './database.ts';
import type { Noun, Sweep, Write } from './noun.ts';

/** How many rows one step deletes: few enough that requests in the same transaction do not notice. */
const rowsPerStep = 500;

interface SweepChange {
  readonly change: string;
  readonly before: EpochSeconds;
}

const changeName = (sweep: Sweep): string => `sweep ${sweep.table}`;

function sweepWrite({ table, key, where }: Sweep): Write<SweepChange> {
  return {
    kind: 'delete',
    table,
    parameters: { before: 'integer' },
    key: ['before'],
    where: `(${key}) in (select ${key} from ${table} where ${where} limit ${rowsPerStep})`,
    expects: 'one',
    bind: ({ before }) => ({ before }),
  };
}

const sweepsOf = (nouns: readonly Noun[]): readonly Sweep[] => nouns.flatMap(({ sweep }) => (sweep === undefined ? [] : [sweep]));

/** The writes that sweeping needs, as a noun of their own. */
export function sweepingNoun(nouns: readonly Noun[]): Noun {
  const writes = sweepsOf(nouns).map((sweep) => [changeName(sweep), sweepWrite(sweep)] as const);
  return { name: 'sweeping', writes: Object.fromEntries(writes), sealed: [] };
}

/** Deletes the rows that are past keeping, in small steps between which other commits get their turn. */
export async function sweep(database: Database, nouns: readonly Noun[], clock: Clock): Promise<void> {
  const before = clock();
  for (const { change } of sweepsOf(nouns).map((each) => ({ change: changeName(each) }))) {
    const step: SweepChange = { change, before };
    // A step that finds nothing to delete is a conflict: the table is clean.
    while ((await database.commit([step])).outcome === 'committed');
  }
}
