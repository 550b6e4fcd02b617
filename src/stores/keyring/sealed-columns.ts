import type { Noun, Read, Write } from '../noun.ts';

/** How many rows a step of rotation reads: small, so that requests are never kept waiting. */
export const rowsPerStep = 100;

/** A value as it is kept, still sealed. */
export interface SealedValue {
  readonly row: string;
  readonly sealed: string;
}

/** Replaces a sealed value, if nobody else did meanwhile. */
export interface ResealChange {
  readonly change: string;
  readonly row: string;
  readonly old: string;
  readonly new: string;
}

/** A column the keyring seals, with the questions and the write of rotation. Its table's primary key is text. */
export interface SealedColumn {
  /** `table.column`. */
  readonly place: string;
  readonly table: string;
  readonly column: string;
  /** The name of its {@link ResealChange}. */
  readonly change: string;
  /** The next values in the order of the primary key, {@link rowsPerStep} at most. */
  readonly valuesAfter: Read<{ row: string }, SealedValue>;
  /** How many values begin with a prefix. */
  readonly countWithPrefix: Read<{ prefix: string }, number>;
}

function describe({ table, column, row }: Noun['sealed'][number]): SealedColumn {
  const place = `${table}.${column}`;
  return {
    place,
    table,
    column,
    change: `reseal ${place}`,
    valuesAfter: {
      parameters: { row: 'text' },
      sql: `select ${row} as row_key, ${column} as sealed from ${table}
            where ${row} > :row and ${column} is not null order by ${row} limit ${rowsPerStep}`,
      columns: { row_key: 'text', sealed: 'text' },
      answer: 'many',
      record: (found) => ({ row: found.row_key, sealed: found.sealed }),
    },
    countWithPrefix: {
      parameters: { prefix: 'text' },
      sql: `select count(*) as value_count from ${table} where substr(${column}, 1, length(:prefix)) = :prefix`,
      columns: { value_count: 'integer' },
      answer: 'one',
      record: (found) => found.value_count,
    },
  };
}

/** Every column that is sealed. */
export const sealedColumnsOf = (nouns: readonly Noun[]): readonly SealedColumn[] => nouns.flatMap(({ sealed }) => sealed.map(describe));

/** The writes that rotation needs, as a noun of their own: one for each sealed column. */
export function resealingNoun(nouns: readonly Noun[]): Noun {
  const writes = nouns.flatMap(({ sealed }) =>
    sealed.map((place): [string, Write<ResealChange>] => [
      describe(place).change,
      {
        kind: 'update',
        table: place.table,
        parameters: { row: 'text', old: 'text', new: 'text' },
        key: ['row'],
        set: `${place.column} = :new`,
        where: `${place.row} = :row and ${place.column} = :old`,
        expects: 'any',
        bind: (change) => ({ row: change.row, old: change.old, new: change.new }),
      },
    ]),
  );
  return { name: 'resealing', writes: Object.fromEntries(writes), sealed: [] };
}
