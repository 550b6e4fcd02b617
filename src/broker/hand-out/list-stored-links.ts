import { healthOf } from '../health.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { findDefaults, type Link } from './list-links.ts';

/** Lists a user's connections as they are kept: no provider is asked, and nothing is refreshed. */
export async function listStoredLinks(broker: Broker, userId: string): Promise<readonly Link[]> {
  const connections = await broker.facts.listConnections(userId);
  const defaults = findDefaults(connections);
  return connections.map((connection) => {
    const provider = broker.providers.find(({ id }) => id === connection.providerId);
    return { connection, provider, isDefault: defaults.has(connection.id), ...standingOf(broker, provider, connection) };
  });
}

/** How a connection stands by what is known of it: a token that ended and can be renewed works for whoever asks for it. */
function standingOf({ clock }: Broker, provider: Provider | undefined, connection: Connection): Pick<Link, 'authenticated' | 'error'> {
  if (provider === undefined) return { authenticated: false, error: '' };
  const health = healthOf(connection, provider.refreshes, clock());
  return health.state === 'needs_reauth' ? { authenticated: false, error: health.cause } : { authenticated: true, error: '' };
}
