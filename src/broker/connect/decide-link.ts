import { after, type EpochSeconds, epochSeconds, seconds } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { Connection, ConnectionAccount, ConnectionKind, ConnectionTokens } from '../model/connection.ts';
import { untried } from '../model/untried.ts';
import type { ProviderAccount } from '../providers/account.ts';

/** What the rule looks at. */
export interface LinkFacts {
  readonly now: EpochSeconds;
  readonly userId: string;
  readonly providerId: string;
  /** The id a new connection gets. */
  readonly id: string;
  /** The user's connections with the provider. */
  readonly existing: readonly Connection[];
  /** Whose tokens they are; undefined if the provider does not say. */
  readonly account: ProviderAccount | undefined;
  /** Whether the user asked for one more account, beside those there are. */
  readonly another: boolean;
  readonly kind: ConnectionKind;
  readonly tokens: ConnectionTokens;
}

/** The write that keeps a link. */
export interface LinkDecision {
  readonly connectionId: string;
  readonly account: ConnectionAccount;
  /** Whether the account was there before. */
  readonly isRelinked: boolean;
  readonly changes: readonly BrokerChange[];
}

/**
 * Decides how the tokens of a newly linked account are kept: in place of those of the same account, or as a new connection. Tokens of
 * one account never replace those of another.
 *
 * An account linked without asking for another one becomes the one that is meant when none is named.
 */
export function decideLink(facts: LinkFacts): LinkDecision {
  const { now, userId, providerId, existing, another, kind, tokens } = facts;
  const same = findSame(facts);
  const account: ConnectionAccount = {
    account: nameOf(facts, same),
    accountId: facts.account?.id ?? same?.accountId,
    kind,
    chosenAt: another ? (same?.chosenAt ?? epochSeconds(0)) : latestChoice(existing, now),
  };
  if (same !== undefined) {
    return {
      connectionId: same.id,
      account,
      isRelinked: true,
      changes: [{ change: 'relink_connection', connectionId: same.id, attempt: same.attempt, account, tokens, at: now }],
    };
  }
  const connection: Connection = {
    id: facts.id,
    providerId,
    userId,
    ...account,
    ...tokens,
    ...untried,
    createdAt: now,
    updatedAt: now,
  };
  const changes = [{ change: 'insert_connection', connection }] as const;
  return { connectionId: facts.id, account, isRelinked: false, changes };
}

/** A time for {@link Connection.chosenAt} after every earlier choice, also of the same second. */
export const latestChoice = (existing: readonly Connection[], now: EpochSeconds): EpochSeconds =>
  existing.reduce((latest, { chosenAt }) => (chosenAt < latest ? latest : after(chosenAt, seconds(1))), now);

/**
 * The connection of the same account. One whose account was never told is taken to be it, and so is the only one there is when the
 * provider does not tell, unless the user asked for another.
 */
function findSame({ id, existing, account, another }: LinkFacts): Connection | undefined {
  const ours = existing.find((connection) => connection.id === id);
  if (ours !== undefined) return ours; // from an earlier try, whose outcome got lost
  if (account !== undefined) {
    const known = existing.find(({ accountId, account: name }) =>
      accountId === undefined ? name === account.name : accountId === account.id,
    );
    if (known !== undefined) return known;
  }
  if (another) return undefined;
  const unnamed = existing.find(({ accountId, account: name }) => accountId === undefined && name === '');
  return unnamed ?? (account === undefined && existing.length === 1 ? existing[0] : undefined);
}

/** A name that no other of the user's accounts at the provider has: another id may have the same name, and several may have none. */
function nameOf({ existing, account }: LinkFacts, same: Connection | undefined): string {
  const taken = new Set(existing.filter((connection) => connection !== same).map((connection) => connection.account));
  const wanted = account?.name ?? same?.account ?? '';
  if (!taken.has(wanted)) return wanted;
  if (account !== undefined) return `${wanted} (${account.id})`;
  for (let number = 2; ; number++) if (!taken.has(`account-${number}`)) return `account-${number}`;
}
