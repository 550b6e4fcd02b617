import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Database } from '../database.ts';
import { createDecodeRows, type DecodeRows, type StoredRow } from '../decode-row.ts';
import { encodeQuestion, type StoredValue } from '../encode-value.ts';
import type { Read, Value } from '../noun.ts';
import { spellParameters } from '../parameters.ts';
import type { Sealer } from '../sealer.ts';

interface HeldRead<Answer> {
  readonly statement: StatementSync;
  readonly names: readonly string[];
  readonly decode: DecodeRows<Answer>;
  encode(parameters: Readonly<Record<string, Value>>): StoredValue[];
}

/** Answers reads at once, by statements that are prepared at their first use and held. */
export function createAsk(connection: DatabaseSync, sealer: Sealer): Pick<Database, 'askOne' | 'askMany'> {
  const heldReads = new Map<unknown, HeldRead<unknown>>();

  function hold<Parameters extends Readonly<Record<string, Value>>, Answer>(read: Read<Parameters, Answer>): HeldRead<Answer> {
    const held = heldReads.get(read);
    // The map holds under each read what was made from it below.
    if (held !== undefined) return held as HeldRead<Answer>;
    const parameters = Object.entries(read.parameters);
    const parameterNames = parameters.map(([name]) => name);
    const statement = connection.prepare(spellParameters(read.sql, parameterNames, (_, index) => `?${index + 1}`));
    statement.setReturnArrays(true);
    const made: HeldRead<Answer> = {
      statement,
      names: statement.columns().map(({ name }) => name),
      decode: createDecodeRows(read, sealer),
      encode: (values) => parameters.map(([name, type]) => encodeQuestion(type, values[name])),
    };
    heldReads.set(read, made);
    return made;
  }

  return {
    askOne: (read, parameters) => {
      const { statement, names, decode, encode } = hold(read);
      const row = statement.get(...encode(parameters)) as StoredRow | undefined; // it returns arrays
      if (row === undefined) return undefined;
      const answers = decode({ names, rows: [row] });
      return answers instanceof Promise ? answers.then(([answer]) => answer) : answers[0];
    },
    askMany: (read, parameters) => {
      const { statement, names, decode, encode } = hold(read);
      const rows = statement.all(...encode(parameters)) as unknown as readonly StoredRow[]; // it returns arrays
      return decode({ names, rows });
    },
  };
}
