import { after, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { Connection, Lease } from '../model/connection.ts';
import { isYoung } from './is-young.ts';

/** What the rule looks at. */
export interface RefreshFacts {
  readonly now: EpochSeconds;
  readonly connection: Connection;
  /** Whether the provider's tokens are refreshed at all. */
  readonly providerRefreshes: boolean;
  /** The token must live at least that long; shorter ones are refreshed. Infinity refreshes every token, also one without an end. */
  readonly minValidity: Seconds;
  /** Names this process in the lease. */
  readonly holder: string;
  readonly leaseLength: Seconds;
  /** Since when this process has seen the connection at its present attempt number. */
  readonly watchedSince: EpochSeconds;
}

/**
 * How far the clocks of two nodes may be apart: each may be ten minutes off. Within it, a lease is over only when it was watched for its whole
 * length: a node whose clock is ahead must not take it from one that is working.
 */
const clockSkew = seconds(1200);

/** Whether a token can be used as it is, and who refreshes it if not. */
export type RefreshDecision =
  /** `trouble` says why a token that should have been refreshed is served while it lives. */
  | { readonly action: 'use'; readonly trouble: string | undefined }
  | { readonly action: 'lead'; readonly attempt: number; readonly changes: readonly BrokerChange[] }
  /** Somebody refreshes it: look again soon. */
  | { readonly action: 'wait' }
  | { readonly action: 'relink'; readonly cause: string }
  | { readonly action: 'unavailable'; readonly cause: string; readonly retryAt: EpochSeconds };

const isLapsed = (lease: Lease, { now, watchedSince, leaseLength }: RefreshFacts): boolean =>
  after(lease.until, clockSkew) <= now || after(watchedSince, leaseLength) <= now;

/**
 * Decides what a caller who needs a working token does.
 *
 * One lease per connection lets one caller of the whole deployment ask the provider; a lease that lapsed belonged to a process that
 * died or hangs, and the next caller tries the old refresh token, which the provider may still accept.
 */
export function decideRefresh(facts: RefreshFacts): RefreshDecision {
  const { now, connection, minValidity } = facts;
  const { expiresAt, failure, lease } = connection;
  const lives = expiresAt === undefined || expiresAt > now;
  const serve = (trouble?: string): RefreshDecision => ({ action: 'use', trouble });

  const refreshes = facts.providerRefreshes && connection.refreshToken !== undefined;
  // A token that was refused is refreshed although it lives, but not one that was just refreshed: then validation has the last word.
  const isRejected = refreshes && connection.rejectedAt !== undefined && !isYoung(connection, connection.rejectedAt);
  if (!isRejected && (expiresAt ?? Number.POSITIVE_INFINITY) > now + minValidity) return serve();
  if (failure?.class === 'terminal') return lives ? serve(failure.words) : { action: 'relink', cause: failure.words };
  if (!refreshes) {
    const cause = facts.providerRefreshes ? 'The provider issued no refresh token' : 'Refreshing is switched off for this provider';
    return lives ? serve(cause) : { action: 'relink', cause: `The token expired. ${cause}.` };
  }
  if (lease !== undefined && !isLapsed(lease, facts)) return { action: 'wait' };
  if (failure?.nextAttemptAt !== undefined && failure.nextAttemptAt > now) {
    return lives ? serve(failure.words) : { action: 'unavailable', cause: failure.words, retryAt: failure.nextAttemptAt };
  }
  return {
    action: 'lead',
    attempt: connection.attempt + 1,
    changes: [
      {
        change: 'begin_refresh',
        connectionId: connection.id,
        attempt: connection.attempt,
        lease: { holder: facts.holder, until: after(now, facts.leaseLength) },
        at: now,
      },
    ],
  };
}
