import type { Broker } from '../ports.ts';
import { announce, eventIdOf } from './announce.ts';

/** A hand-out that a policy does not allow. */
export interface DeniedHandOut {
  readonly agentId: string;
  readonly userId: string;
  readonly providerId: string;
  /** The account that was asked for, if one was named. */
  readonly account: string | undefined;
  readonly cause: string;
}

/**
 * Announces a denied hand-out: one of each agent and provider in a minute, since an agent that asks in a loop is one piece of news,
 * whatever accounts it names.
 */
export async function announceDenial(
  { commit, clock, sha256 }: Pick<Broker, 'commit' | 'clock' | 'sha256'>,
  denied: DeniedHandOut,
): Promise<void> {
  const now = clock();
  const { agentId, userId, providerId, account = null, cause } = denied;
  const id = eventIdOf(sha256(JSON.stringify([agentId, providerId, Math.floor(now / 60)])));
  const data = { connection_id: null, provider_id: providerId, user_id: userId, account, agent_id: agentId, cause };
  await commit([announce({ id, type: 'hand_out.denied', at: now, data })]);
}
