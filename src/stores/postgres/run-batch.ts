import type { ClientBase, QueryResult } from 'pg';
import { type PlannedStatement, planBatch, type Request } from './plan-batch.ts';
import { isConnectionError } from './postgres-error.ts';
import type { TouchedRow } from './write-statement.ts';

/** What became of a batch. `lost` names the conditional change each losing request failed at. */
export interface BatchResult<Member extends Request> {
  /** False when a request had to be taken back: nothing was written, and the others are to be run again. */
  readonly isCommitted: boolean;
  readonly lost: ReadonlyMap<Member, string>;
}

/** Whether the batch may have been committed: once true, a broken connection leaves its outcome unknown. */
export interface BatchProgress {
  mayBeCommitted: boolean;
}

/**
 * Runs a batch as one transaction: one round trip when no request has more than one write, three otherwise.
 *
 * @throws the server's or the connection's error; the transaction is over then, and so is the connection if it broke
 */
export async function runBatch<Member extends Request>(
  client: ClientBase,
  requests: readonly Member[],
  progress: BatchProgress,
): Promise<BatchResult<Member>> {
  const { first, rest } = planBatch(requests);
  const lost = new Map<Member, string>();
  if (rest.length === 0) {
    progress.mayBeCommitted = true;
    const transaction = first.length > 1 ? (['begin', 'commit'] as const) : undefined;
    await runTogether(client, first, lost, transaction);
    return { isCommitted: true, lost };
  }
  try {
    await runTogether(client, first, lost, ['begin']);
    const remaining = rest.map((planned) => withoutRequests(planned, lost)).filter(({ rows }) => rows.length > 0);
    const lostLater = new Map<Member, string>();
    await runTogether(client, remaining, lostLater);
    if (lostLater.size > 0) {
      await client.query('rollback');
      return { isCommitted: false, lost: new Map([...lost, ...lostLater]) };
    }
  } catch (error) {
    // A connection that broke has rolled back already, and is thrown away.
    if (!isConnectionError(error)) await client.query('rollback');
    throw error;
  }
  progress.mayBeCommitted = true;
  await client.query('commit');
  return { isCommitted: true, lost };
}

const withoutRequests = <Member extends Request>(
  { statement, rows }: PlannedStatement<Member>,
  lost: ReadonlyMap<Member, string>,
): PlannedStatement<Member> => ({ statement, rows: lost.size === 0 ? rows : rows.filter(({ request }) => !lost.has(request)) });

/** Sends statements without waiting between them, and adds to `lost` the requests whose condition was false. */
async function runTogether<Member extends Request>(
  client: ClientBase,
  statements: readonly PlannedStatement<Member>[],
  lost: Map<Member, string>,
  [begin, commit]: readonly ('begin' | 'commit')[] = [],
): Promise<void> {
  const sent: Promise<unknown>[] = begin === undefined ? [] : [client.query(begin)];
  const answers = statements.map((planned) => send(client, planned));
  sent.push(...answers);
  if (commit !== undefined) sent.push(client.query(commit));
  // All are waited for, because a transaction that failed must be over before the connection is used again. The first error is the
  // cause; those after it only say that the transaction was aborted.
  const failed = (await Promise.allSettled(sent)).find((settled) => settled.status === 'rejected');
  if (failed !== undefined) throw failed.reason;

  for (const [index, { statement, rows }] of statements.entries()) {
    if (!statement.mustTouch) continue;
    const answer = (await answers[index])?.rows ?? [];
    if (answer.length === rows.length) continue;
    const touched = statement.readTouched(
      answer,
      rows.map(({ values }) => values),
    );
    for (const [row, { request }] of rows.entries()) {
      if (!touched.has(row)) lost.set(request, statement.change);
    }
  }
}

function send<Member extends Request>(
  client: ClientBase,
  { statement, rows }: PlannedStatement<Member>,
): Promise<QueryResult<[...TouchedRow]>> {
  const arrays = statement.toArrays(rows.map(({ values }) => values));
  return client.query({ name: statement.name, text: statement.sql, values: [...arrays], rowMode: 'array' });
}
