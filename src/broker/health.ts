import { after, type EpochSeconds, seconds } from '../protocol/units.ts';
import type { Connection } from './model/connection.ts';
import { isYoung } from './refresh/is-young.ts';

/** How a connection is, and why. */
export type Health =
  | { readonly state: 'ok' }
  /** The token ends soon, and nothing renews it. */
  | { readonly state: 'expiring'; readonly cause: string; readonly at: EpochSeconds }
  /** It may work for now, or again by itself; the operator or the provider has something to mend. */
  | { readonly state: 'degraded'; readonly cause: string; readonly since: EpochSeconds }
  /** Only the user can mend it, by linking the account again. */
  | { readonly state: 'needs_reauth'; readonly cause: string; readonly since: EpochSeconds };

/** Without refreshing, a token that ends within a day is worth a word. */
const soon = seconds(24 * 3600);

/** Derives a connection's health from what is kept of it; no provider is asked. */
export function healthOf(connection: Connection, providerRefreshes: boolean, now: EpochSeconds): Health {
  const { failure, expiresAt, intentAt, lease, rejectedAt } = connection;
  const refreshes = providerRefreshes && connection.refreshToken !== undefined;
  if (failure?.class === 'terminal') return { state: 'needs_reauth', cause: failure.words, since: failure.at };
  if (rejectedAt !== undefined && connection.lastValidatedAt === undefined) {
    if (!refreshes) return { state: 'needs_reauth', cause: 'The token was refused, and cannot be refreshed.', since: rejectedAt };
    if (isYoung(connection, rejectedAt)) return { state: 'needs_reauth', cause: 'A new token was refused at once.', since: rejectedAt };
  }
  if (expiresAt !== undefined && !refreshes) {
    if (expiresAt <= now) return { state: 'needs_reauth', cause: 'The token expired and cannot be refreshed.', since: expiresAt };
    if (expiresAt <= after(now, soon)) return { state: 'expiring', cause: 'The token expires and cannot be refreshed.', at: expiresAt };
  }
  if (failure !== undefined) return { state: 'degraded', cause: failure.words, since: failure.at };
  if (intentAt !== undefined && (lease === undefined || lease.until <= now)) {
    return { state: 'degraded', cause: 'A refresh was interrupted before its answer could be stored.', since: intentAt };
  }
  return { state: 'ok' };
}
