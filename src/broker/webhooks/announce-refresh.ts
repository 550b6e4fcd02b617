import { type EpochSeconds, toRfc3339 } from '../../protocol/units.ts';
import type { Connection, Failure } from '../model/connection.ts';
import { announce, connectionData } from './announce.ts';
import type { WebhookChange } from './changes.ts';
import type { WebhookEventType } from './event-types.ts';

/** A refresh that ended. */
export interface EndedRefresh {
  readonly eventId: string;
  readonly now: EpochSeconds;
  /** As it was before. */
  readonly connection: Connection;
  /** Why it failed; undefined if it did not. */
  readonly failure: Failure | undefined;
}

const eventOf = (failure: Failure | undefined): WebhookEventType => {
  if (failure === undefined) return 'connection.refreshed';
  return failure.class === 'terminal' ? 'connection.needs_reauth' : 'connection.degraded';
};

/**
 * Announces a refresh that changed how the connection is: broken, degraded, or well again. One more success, or one more failure of
 * the same kind, is no news.
 */
export function announceRefresh({ eventId, now, connection, failure }: EndedRefresh): readonly WebhookChange[] {
  const type = eventOf(failure);
  if (type === eventOf(connection.failure)) return [];
  const data =
    failure === undefined
      ? connectionData(connection)
      : {
          ...connectionData(connection),
          cause: failure.words,
          class: failure.class,
          next_attempt_at: failure.nextAttemptAt === undefined ? null : toRfc3339(failure.nextAttemptAt),
        };
  return [announce({ id: eventId, type, at: now, data })];
}
