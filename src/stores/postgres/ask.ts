import type { Pool } from 'pg';
import type { Database } from '../database.ts';
import { createDecodeRows, type StoredRows } from '../decode-row.ts';
import { encodeQuestion } from '../encode-value.ts';
import type { Read, Value } from '../noun.ts';
import { spellParameters } from '../parameters.ts';
import type { Sealer } from '../sealer.ts';
import { CoalescedRead, type RunRead } from './coalesced-read.ts';
import { isConnectionError, isTransient } from './postgres-error.ts';
import { retry } from './retry.ts';
import { arrayTypeOf } from './write-statement.ts';

// biome-ignore lint/suspicious/noExplicitAny: a read is a key here; its types meet again where it is asked
type AnyRead = Read<any, any>;

/** Answers reads. Questions for one row that arrive in one turn travel together. */
export function createAsk(pool: Pool, sealer: Sealer): Pick<Database, 'askOne' | 'askMany'> {
  // A read changes nothing: whatever happens to the connection, it may be asked again.
  const run: RunRead = (name, sql, values) =>
    retry(
      async () => {
        const { fields, rows } = await pool.query<unknown[]>({ name, text: sql, values: [...values], rowMode: 'array' });
        return { names: fields.map((field) => field.name), rows };
      },
      (error) => !pool.ending && (isConnectionError(error) || isTransient(error)),
    );
  const names = new Map<AnyRead, string>();
  const nameOf = (read: AnyRead): string => {
    const name = names.get(read) ?? `read ${names.size + 1}`;
    names.set(read, name);
    return name;
  };
  const coalesced = new Map<AnyRead, CoalescedRead>();

  async function findRows<Parameters extends Readonly<Record<string, Value>>>(
    read: Read<Parameters, unknown>,
    parameters: Parameters,
  ): Promise<StoredRows> {
    const types = Object.entries(read.parameters);
    const values = types.map(([name, type]) => encodeQuestion(type, parameters[name]));
    if (read.answer === 'many' || types.length === 0) {
      const declared = types.map(([name]) => name);
      const elementTypes = types.map(([, type]) => arrayTypeOf(type).replace('[]', ''));
      const sql = spellParameters(read.sql, declared, (_, index) => `$${index + 1}::${elementTypes[index]}`);
      return run(nameOf(read), sql, values);
    }
    let questions = coalesced.get(read);
    if (questions === undefined) {
      questions = new CoalescedRead(nameOf(read), read, run);
      coalesced.set(read, questions);
    }
    return questions.ask(values);
  }

  const decoders = new Map<AnyRead, ReturnType<typeof createDecodeRows>>();
  async function ask<Parameters extends Readonly<Record<string, Value>>, Answer>(
    read: Read<Parameters, Answer>,
    parameters: Parameters,
  ): Promise<readonly Answer[]> {
    const decode = decoders.get(read) ?? createDecodeRows(read, sealer);
    decoders.set(read, decode);
    // The map holds under each read the decoder that was made for it.
    return decode(await findRows(read, parameters)) as readonly Answer[] | Promise<readonly Answer[]>;
  }

  return {
    askOne: async (read, parameters) => (await ask(read, parameters))[0],
    askMany: ask,
  };
}
