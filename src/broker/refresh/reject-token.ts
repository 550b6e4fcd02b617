import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { type HandOutPolicy, objectionTo, rulesFor } from '../hand-out/hand-out-policy.ts';
import type { Broker } from '../ports.ts';
import { decideRejection } from './decide-rejection.ts';

/** A token somebody was refused with. */
export interface RejectedToken {
  readonly userId: string;
  /** SHA-256 of the access token, base64url. */
  readonly accessTokenHash: string;
  /** What the caller may get, and so report; undefined is everything. */
  readonly policy?: HandOutPolicy | undefined;
}

/** Takes note that an access token was refused where it was used. One that is not a present token of the user's changes nothing. */
export async function rejectToken(broker: Broker, { userId, accessTokenHash, policy }: RejectedToken): Promise<void> {
  const connections = await broker.facts.listConnections(userId);
  const changes = connections
    .filter((connection) => equalInConstantTime(broker.sha256(connection.accessToken.reveal()), accessTokenHash))
    .filter((connection) => objectionTo(rulesFor(policy, connection.providerId), connection) === undefined)
    .flatMap((connection) => decideRejection({ now: broker.clock(), connection }));
  if (changes.length > 0) await broker.commit(changes);
}
