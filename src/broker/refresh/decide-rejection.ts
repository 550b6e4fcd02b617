import type { EpochSeconds } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { Connection } from '../model/connection.ts';
import { isYoung } from './is-young.ts';

/** What the rule looks at. */
export interface RejectionFacts {
  readonly now: EpochSeconds;
  /** The connection whose present access token was refused where it was used. */
  readonly connection: Connection;
}

/**
 * Decides what becomes of an access token that a caller reports as refused. What the provider said of it before counts no more, and
 * unless it is young it is refreshed before it is handed out again: once, since new tokens are of another generation.
 */
export function decideRejection({ now, connection }: RejectionFacts): readonly BrokerChange[] {
  const { id, generation } = connection;
  return [{ change: 'reject_token', connectionId: id, generation, rejectedAt: isYoung(connection, now) ? undefined : now }];
}
