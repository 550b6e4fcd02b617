import { after, type EpochSeconds, seconds, toRfc3339 } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { Connection, ConnectionTokens, Failure } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import { backoff } from './backoff.ts';
import type { TokenAnswer } from './classify-token-answer.ts';
import { keepTokens } from './keep-tokens.ts';

/** What the leader of a refresh knows when the provider has answered. */
export interface RefreshOutcome {
  readonly now: EpochSeconds;
  /** When the request was sent. */
  readonly askedAt: EpochSeconds;
  readonly answer: TokenAnswer;
  readonly provider: Provider;
  /** As read before the lease was taken. */
  readonly connection: Connection;
  /** The number of this attempt. */
  readonly attempt: number;
  /** Whether an earlier request of this attempt was sent and its answer lost. */
  readonly lostBefore: boolean;
  /** From 0 up to 1, for jitter. */
  readonly chance: number;
}

/** The one write that ends a refresh. */
export type RefreshOutcomeDecision =
  | { readonly action: 'store'; readonly tokens: ConnectionTokens; readonly changes: readonly BrokerChange[] }
  | { readonly action: 'fail'; readonly failure: Failure; readonly changes: readonly BrokerChange[] };

/**
 * Decides what is kept of the provider's answer to a refresh.
 *
 * A refusal after an answer got lost names the loss: with rotating refresh tokens the one we hold may have been replaced by one
 * that was never received.
 */
export function decideRefreshOutcome(facts: RefreshOutcome): RefreshOutcomeDecision {
  const { now, answer, connection, attempt, askedAt } = facts;
  if (answer.answer === 'issued') {
    const tokens = keepTokens(answer.tokens, facts.provider, askedAt, connection);
    return {
      action: 'store',
      tokens,
      changes: [{ change: 'store_refreshed_tokens', connectionId: connection.id, attempt, tokens, at: now }],
    };
  }
  const { refusal } = answer;
  const count = (connection.failure?.count ?? 0) + 1;
  const lostSince = connection.intentAt ?? (facts.lostBefore ? askedAt : undefined);
  const words =
    refusal.class === 'terminal' && lostSince !== undefined
      ? `${refusal.words} (a refresh begun at ${toRfc3339(lostSince)} was interrupted before its answer could be stored; the provider may have replaced the token then)`
      : refusal.words;
  const failure: Failure = {
    class: refusal.class,
    words,
    at: now,
    count,
    nextAttemptAt:
      refusal.class === 'terminal' ? undefined : after(now, seconds(Math.max(backoff(count, facts.chance), refusal.retryAfter ?? 0))),
  };
  const intentAt = connection.intentAt ?? (facts.lostBefore || refusal.answerLost ? askedAt : undefined);
  return {
    action: 'fail',
    failure,
    changes: [
      {
        change: 'record_refresh_failure',
        connectionId: connection.id,
        attempt,
        generation: connection.generation,
        failure,
        intentAt: refusal.class === 'terminal' ? undefined : intentAt,
        at: now,
      },
    ],
  };
}
