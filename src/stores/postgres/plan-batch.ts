import type { BoundWrite } from '../bind-changes.ts';
import type { StoredValue } from '../encode-value.ts';
import type { WriteStatement } from './write-statement.ts';

/** The writes of one commit. */
export interface Request {
  readonly writes: readonly BoundWrite<WriteStatement>[];
}

/** One request's part in a statement. */
export interface PlannedRow<Member extends Request> {
  readonly request: Member;
  readonly values: readonly StoredValue[];
}

/** One statement of the batch, for many requests. */
export interface PlannedStatement<Member extends Request> {
  readonly statement: WriteStatement;
  readonly rows: PlannedRow<Member>[];
}

/** The statements of a batch, in the order they run. */
export interface BatchPlan<Member extends Request> {
  /** The first write of every request. Whoever loses here has changed nothing yet, and is left out of what follows. */
  readonly first: readonly PlannedStatement<Member>[];
  /** All other writes, each request's in its own order. Whoever loses here takes the batch with it. */
  readonly rest: readonly PlannedStatement<Member>[];
}

/**
 * Puts the writes of many requests into few statements. The order of one request's writes is kept; between requests there is none,
 * as there is none between transactions that run at once.
 */
export function planBatch<Member extends Request>(requests: readonly Member[]): BatchPlan<Member> {
  const first: PlannedStatement<Member>[] = [];
  const rest: PlannedStatement<Member>[] = [];
  for (const request of requests) {
    const [head, ...others] = request.writes;
    if (head === undefined) continue;
    place(first, 0, request, head);
    let position = 0;
    for (const write of others) position = place(rest, position, request, write) + 1;
  }
  return { first: first.map(sortRows), rest: rest.map(sortRows) };
}

/** Adds a write to the first statement of its kind at or after `from`, or to a new one at the end; returns where. */
function place<Member extends Request>(
  statements: PlannedStatement<Member>[],
  from: number,
  request: Member,
  { statement, values }: BoundWrite<WriteStatement>,
): number {
  const found = statements.findIndex((planned, index) => index >= from && planned.statement === statement);
  if (found !== -1) {
    statements[found]?.rows.push({ request, values });
    return found;
  }
  return statements.push({ statement, rows: [{ request, values }] }) - 1;
}

/** Rows are locked in the order of their keys, so that two batches that want the same rows wait for one another and not in a circle. */
function sortRows<Member extends Request>({ statement, rows }: PlannedStatement<Member>): PlannedStatement<Member> {
  const keyed = rows.map((row) => ({ row, key: statement.keyOf(row.values) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return { statement, rows: keyed.map(({ row }) => row) };
}
