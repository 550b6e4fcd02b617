import { after, seconds } from '../../protocol/units.ts';
import { announce, connectionData, eventIdOf } from './announce.ts';
import type { EndedConnection, Webhooks } from './ports.ts';

/** Tokens that ended longer ago are no news, even if no server ran meanwhile. */
const window = seconds(86_400);
const perRound = 100;

/** The id of the event that tells of an end: whoever announces it again announces nothing. */
const expiryEventId = ({ id, generation }: Pick<EndedConnection, 'id' | 'generation'>): string => eventIdOf(`expired_${id}_${generation}`);

/**
 * Announces connections whose tokens ended and that nothing can renew: no decision sees that moment pass, so that somebody has to look.
 * Meant to be called about once a minute by every node.
 */
export async function announceExpiries({ facts, commit, clock }: Webhooks): Promise<void> {
  const now = clock();
  const ended = await facts.listEndedConnections(after(now, seconds(-window)), now, perRound);
  if (ended.length === 0) return;
  await commit(
    ended.map((connection) =>
      announce({
        id: expiryEventId(connection),
        type: 'connection.needs_reauth',
        at: connection.expiresAt,
        data: {
          ...connectionData(connection),
          cause: 'The token expired and cannot be refreshed.',
          class: 'terminal',
          next_attempt_at: null,
        },
      }),
    ),
  );
}
