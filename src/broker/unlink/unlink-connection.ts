import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { eventIdOf } from '../webhooks/announce.ts';
import { amendUnlink, announceUnlink } from '../webhooks/announce-unlink.ts';
import type { Revocation } from './revocation.ts';
import { revokeTokens } from './revoke-tokens.ts';

/**
 * Forgets a connection, then tells the provider. What the provider says does not bring the connection back.
 *
 * @returns undefined if the connection is gone.
 */
export async function unlinkConnection(broker: Broker, provider: Provider, connectionId: string): Promise<Revocation | undefined> {
  for (;;) {
    const connection = await broker.facts.findConnection(connectionId);
    if (connection === undefined) return undefined;
    const about = { eventId: eventIdOf(broker.mint.id()), now: broker.clock(), connection };
    const { outcome } = await broker.commit([
      { change: 'delete_connection', connectionId: connection.id, generation: connection.generation },
      announceUnlink(about),
    ]);
    if (outcome === 'conflict') continue; // refreshed meanwhile: take the newer tokens
    const revocation = await revokeTokens(broker, provider, connection);
    // The account is unlinked whatever becomes of this write: without it the event is told without the provider's answer.
    await broker.commit([amendUnlink(about, revocation, broker.clock())]).catch(() => {});
    return revocation;
  }
}
