import type { EpochSeconds } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { Connection } from '../model/connection.ts';
import { untried } from '../model/untried.ts';
import type { TransferLine } from './transfer-line.ts';

/** What is done about an account that is linked already. */
export type OnConflict = 'fail' | 'skip' | 'replace';

/** Every way to deal with a conflict, the safest first. */
export const conflictChoices: readonly OnConflict[] = ['fail', 'skip', 'replace'];

/** What the rule looks at. */
export interface TransferFacts {
  readonly now: EpochSeconds;
  /** The id a new connection gets. */
  readonly id: string;
  readonly line: TransferLine;
  readonly userId: string;
  /** The user's connections at every provider. */
  readonly existing: readonly Connection[];
  /** Those that lines before this one bring, for the same user. */
  readonly brought: readonly Connection[];
  readonly onConflict: OnConflict;
}

/** What becomes of a line. */
export type TransferDecision =
  | { readonly action: 'create' | 'replace'; readonly connection: Connection; readonly change: BrokerChange }
  | { readonly action: 'skip' }
  | { readonly action: 'refuse'; readonly detail: string };

const isSameAccount = (line: TransferLine, { providerId, account, accountId }: Connection): boolean =>
  providerId === line.providerId && (account === line.account || (accountId !== undefined && accountId === line.accountId));

const nameOf = ({ account }: TransferLine): string => (account === '' ? 'an account without a name' : `the account ${account}`);

/** Decides how one line of an import is kept: as a new connection, in place of one, or not at all. */
export function decideTransfer({ now, id, line, userId, existing, brought, onConflict }: TransferFacts): TransferDecision {
  if (brought.some((each) => isSameAccount(line, each))) {
    return { action: 'refuse', detail: `an earlier line has ${nameOf(line)} of this user at ${line.providerId}` };
  }
  const { providerId, user: _user, createdAt = now, ...kept } = line;
  const old = existing.find((each) => isSameAccount(line, each));
  if (old !== undefined && onConflict === 'skip') return { action: 'skip' };
  if (old !== undefined && onConflict === 'fail') {
    return { action: 'refuse', detail: `the user has linked ${nameOf(line)} at ${providerId} already` };
  }
  const connection: Connection = {
    id: old?.id ?? id,
    providerId,
    userId,
    ...kept,
    chosenAt: old?.chosenAt ?? createdAt, // of several accounts the one linked last is meant, as if they had been linked here
    ...untried,
    createdAt: old?.createdAt ?? createdAt,
    updatedAt: now,
  };
  if (old === undefined) return { action: 'create', connection, change: { change: 'insert_connection', connection } };
  const change: BrokerChange = {
    change: 'relink_connection',
    connectionId: old.id,
    attempt: old.attempt,
    account: connection,
    tokens: connection,
    at: now,
  };
  return { action: 'replace', connection, change };
}
