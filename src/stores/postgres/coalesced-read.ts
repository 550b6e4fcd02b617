import type { StoredRows } from '../decode-row.ts';
import type { StoredValue } from '../encode-value.ts';
import type { Read } from '../noun.ts';
import { spellParameters } from '../parameters.ts';
import { arrayTypeOf } from './write-statement.ts';

/** Runs one prepared statement. */
export type RunRead = (name: string, sql: string, values: readonly unknown[]) => Promise<StoredRows>;

interface Question {
  readonly values: readonly StoredValue[];
  resolve(found: StoredRows): void;
  reject(error: unknown): void;
}

/** Statements of one read under way at once; what arrives meanwhile goes with the next. */
const maxUnderWay = 2;
const maxQuestions = 512;

// biome-ignore lint/suspicious/noExplicitAny: only the text and the parameter types are read here
type AnyRead = Read<any, any>;

/** Where the SQL below puts `batch_row`. */
const batchRowIndex = 0;

/** The SQL that answers many questions of one read: `batch_row` tells which question a row answers. */
export function coalescedSql(read: AnyRead): string {
  const types = Object.entries(read.parameters);
  const names = types.map(([name]) => name);
  const arrays = types.map(([, type], index) => `$${index + 1}::${arrayTypeOf(type)}`).join(', ');
  const columns = names.map((name) => `p_${name}`).join(', ');
  const sql = spellParameters(read.sql, names, (name) => `p.p_${name}`);
  return `select p.batch_row, answer.* from unnest(${arrays}) with ordinality as p(${columns}, batch_row) cross join lateral (${sql}) as answer`;
}

/** A read with at most one row for an answer: the questions of one turn of the event loop travel as one statement. */
export class CoalescedRead {
  readonly #name: string;
  readonly #sql: string;
  readonly #run: RunRead;
  #waiting: Question[] = [];
  #isScheduled = false;
  #underWay = 0;

  constructor(name: string, read: AnyRead, run: RunRead) {
    this.#name = name;
    this.#sql = coalescedSql(read);
    this.#run = run;
  }

  /** Asks for the row: one, or none. */
  ask(values: readonly StoredValue[]): Promise<StoredRows> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ values, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.length === 0 || this.#underWay === maxUnderWay) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#underWay += 1;
      void this.#send(this.#waiting.splice(0, maxQuestions)).finally(() => {
        this.#underWay -= 1;
        this.#schedule();
      });
      this.#schedule();
    });
  }

  async #send(questions: readonly Question[]): Promise<void> {
    try {
      const width = questions[0]?.values.length ?? 0;
      const arrays = Array.from({ length: width }, (_, index) => questions.map(({ values }) => values[index] ?? null));
      const { names, rows } = await this.#run(this.#name, this.#sql, arrays);
      const byQuestion = new Map(rows.map((row) => [row[batchRowIndex], row]));
      for (const [index, { resolve }] of questions.entries()) {
        const row = byQuestion.get(index + 1);
        resolve({ names, rows: row === undefined ? [] : [row] });
      }
    } catch (error) {
      for (const { reject } of questions) reject(error);
    }
  }
}
