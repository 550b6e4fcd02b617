import type { BrokerChange } from '../broker/changes.ts';
import type { Connection } from '../broker/model/connection.ts';
import { decideTransfer, type OnConflict } from '../broker/transfer/decide-transfer.ts';
import { decodeTransferLine, type LineFault } from '../broker/transfer/decode-transfer-line.ts';
import type { TransferLine } from '../broker/transfer/transfer-line.ts';
import type { OpenRooms } from './rooms.ts';

/** What is to be imported, and how. */
export interface ConnectionImport {
  /** Each is one connection as JSON; empty lines count, and say nothing. */
  readonly lines: Iterable<string> | AsyncIterable<string>;
  readonly onConflict: OnConflict;
  readonly isDryRun: boolean;
  /** Told from time to time how many lines have been looked at. */
  readonly onProgress?: (lines: number) => void;
}

/** A field of a line that cannot be used. Lines count from 1. */
export interface NumberedFault extends LineFault {
  readonly line: number;
}

/** What became of an import: everything in it was kept, or nothing. */
export type ConnectionImportOutcome =
  | { readonly outcome: 'imported'; readonly created: number; readonly replaced: number; readonly skipped: number }
  | { readonly outcome: 'rejected'; readonly faults: readonly NumberedFault[] }
  /** People linked the same accounts meanwhile, time and again. */
  | { readonly outcome: 'conflict' };

interface NumberedLine {
  readonly number: number;
  readonly line: TransferLine;
}

/** How often an import is judged anew when somebody links an account meanwhile. */
const attempts = 3;
const linesPerReport = 1000;

async function decodeAll({ lines, onProgress }: ConnectionImport, faults: NumberedFault[]): Promise<readonly NumberedLine[]> {
  const decoded: NumberedLine[] = [];
  let number = 0;
  for await (const text of lines) {
    number++;
    if (number % linesPerReport === 0) onProgress?.(number);
    if (text.trim() === '') continue;
    const result = decodeTransferLine(text);
    if ('line' in result) decoded.push({ number, line: result.line });
    else for (const fault of result.faults) faults.push({ line: number, ...fault });
  }
  return decoded;
}

/** Finds users by whatever a line names them with, each once. */
function userFinder({ identity: { facts } }: OpenRooms): (name: string) => Promise<string | undefined> {
  const known = new Map<string, string | undefined>();
  return async (name) => {
    if (!known.has(name)) known.set(name, ((await facts.findUser(name)) ?? (await facts.findUserByLogin(name)))?.id);
    return known.get(name);
  };
}

interface Plan {
  readonly changes: readonly BrokerChange[];
  readonly faults: readonly NumberedFault[];
  readonly counts: Readonly<Record<'create' | 'replace' | 'skip', number>>;
}

async function plan(rooms: OpenRooms, lines: readonly NumberedLine[], onConflict: OnConflict): Promise<Plan> {
  const { broker, catalog } = rooms;
  const findUserId = userFinder(rooms);
  const providerIds = new Set(catalog.effective.map(({ id }) => id));
  const people = new Map<string, { readonly existing: readonly Connection[]; readonly brought: Connection[] }>();
  const changes: BrokerChange[] = [];
  const faults: NumberedFault[] = [];
  const counts = { create: 0, replace: 0, skip: 0 };
  const now = broker.clock();
  for (const { number, line } of lines) {
    const userId = await findUserId(line.user);
    if (!providerIds.has(line.providerId))
      faults.push({ line: number, field: 'provider_id', detail: `there is no provider ${line.providerId}` });
    if (userId === undefined) faults.push({ line: number, field: 'user', detail: `there is no user ${line.user}` });
    if (userId === undefined || !providerIds.has(line.providerId)) continue;
    const person = people.get(userId) ?? { existing: await broker.facts.listConnections(userId), brought: [] };
    people.set(userId, person);
    const decision = decideTransfer({ now, id: broker.mint.id(), line, userId, onConflict, ...person });
    if (decision.action === 'refuse') faults.push({ line: number, field: 'account', detail: decision.detail });
    else counts[decision.action]++;
    if (decision.action !== 'create' && decision.action !== 'replace') continue;
    person.brought.push(decision.connection);
    changes.push(decision.change);
  }
  return { changes, faults, counts };
}

/**
 * Imports connections, each of them or none: every line is judged before anything is written, and everything is written in one
 * transaction.
 */
export async function importConnections(rooms: OpenRooms, asked: ConnectionImport): Promise<ConnectionImportOutcome> {
  const faults: NumberedFault[] = [];
  const lines = await decodeAll(asked, faults);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const planned = await plan(rooms, lines, asked.onConflict);
    const wrong = [...faults, ...planned.faults].sort((a, b) => a.line - b.line);
    if (wrong.length > 0) return { outcome: 'rejected', faults: wrong };
    const { create: created, replace: replaced, skip: skipped } = planned.counts;
    const imported = { outcome: 'imported', created, replaced, skipped } as const;
    if (asked.isDryRun || planned.changes.length === 0) return imported;
    if ((await rooms.database.commit(planned.changes)).outcome === 'committed') {
      rooms.identity.audit.record({ event: 'connections_imported', actor: 'system', details: { created, replaced, skipped } });
      return imported;
    }
  }
  return { outcome: 'conflict' };
}
