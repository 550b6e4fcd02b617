import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
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
    const { outcome } = await broker.commit([
      { change: 'delete_connection', connectionId: connection.id, generation: connection.generation },
    ]);
    if (outcome === 'committed') return revokeTokens(broker, provider, connection); // else refreshed meanwhile: take the newer tokens
  }
}
