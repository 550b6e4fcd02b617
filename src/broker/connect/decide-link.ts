import type { EpochSeconds } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { Connection, ConnectionTokens } from '../model/connection.ts';

/** What the rule looks at. */
export interface LinkFacts {
  readonly now: EpochSeconds;
  readonly userId: string;
  readonly providerId: string;
  /** The id a new connection gets. */
  readonly id: string;
  readonly existing: Connection | undefined;
  readonly tokens: ConnectionTokens;
}

/** Decides how tokens of a newly linked account are kept: as a new connection, or in place of the old one's. */
export function decideLink({ now, userId, providerId, id, existing, tokens }: LinkFacts): { readonly changes: readonly BrokerChange[] } {
  if (existing !== undefined) {
    return { changes: [{ change: 'relink_connection', connectionId: existing.id, attempt: existing.attempt, tokens, at: now }] };
  }
  const connection: Connection = {
    id,
    providerId,
    userId,
    account: '',
    ...tokens,
    generation: 1,
    attempt: 1,
    lease: undefined,
    intentAt: undefined,
    failure: undefined,
    lastRefreshedAt: undefined,
    lastValidatedAt: undefined,
    lastUsedAt: undefined,
    createdAt: now,
    updatedAt: now,
  };
  return { changes: [{ change: 'insert_connection', connection }] };
}
