import { epochSeconds, type Seconds, seconds } from '../protocol/units.ts';
import { toAscii } from './ascii.ts';
import type { IdentityChange } from './changes.ts';
import type { Identity } from './ports.ts';
import { type Refusal, refuse } from './refusal.ts';

/** How often something may be tried within a window of time. */
export interface RateLimit {
  /** What is limited, e.g. `sign_in_address`. */
  readonly name: string;
  readonly limit: number;
  readonly window: Seconds;
}

/** One try: against which limit, and whose. */
export interface Attempt {
  readonly limit: RateLimit;
  /** Who tries or what is tried, e.g. an address. It is hashed: what people type at a sign-in form may be a password. */
  readonly subject: string;
}

/** A store may report a conflict where there was none, and nobody shall be turned away for that. */
const maxCommits = 2;

/**
 * Spends one attempt of each limit, in the whole deployment. If one has none left, none is spent.
 *
 * @returns undefined if all had some left; otherwise the refusal, and when to come back
 */
export async function spendAttempts(
  { commit, clock, sha256 }: Pick<Identity, 'commit' | 'clock' | 'sha256'>,
  attempts: readonly Attempt[],
): Promise<Refusal | undefined> {
  const now = clock();
  const changes = attempts.map(({ limit, subject }): Extract<IdentityChange, { change: 'spend_attempt' }> => {
    const windowStart = epochSeconds(now - (now % limit.window));
    return {
      change: 'spend_attempt',
      key: `${limit.name}:${sha256(toAscii(subject))}`,
      windowStart,
      windowEnd: epochSeconds(windowStart + limit.window),
      limit: limit.limit,
    };
  });
  for (let attempt = 0; attempt < maxCommits; attempt++) {
    if ((await commit(changes)).outcome === 'committed') return undefined;
  }
  const latestEnd = Math.max(...changes.map(({ windowEnd }) => windowEnd));
  return refuse('rate_limited', 'Too many attempts. Try again later.', { retryAfter: seconds(latestEnd - now) });
}
