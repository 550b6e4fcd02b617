import { seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { freshenConnection } from '../refresh/freshen-connection.ts';
import { checkConnection } from '../validate/validate-connection.ts';

/** One of a user's connections, and whether its token works right now. */
export interface Link {
  readonly connection: Connection;
  /** undefined if the operator removed it. */
  readonly provider: Provider | undefined;
  readonly authenticated: boolean;
  /** Empty if all is well. */
  readonly error: string;
}

/** Lists a user's connections; tokens that expired are refreshed first, all at the same time. */
export async function listLinks(broker: Broker, userId: string): Promise<readonly Link[]> {
  const connections = await broker.facts.listConnections(userId);
  return Promise.all(
    connections.map((connection) =>
      tryLink(
        broker,
        connection,
        broker.providers.find(({ id }) => id === connection.providerId),
      ),
    ),
  );
}

async function tryLink(broker: Broker, connection: Connection, provider: Provider | undefined): Promise<Link> {
  if (provider === undefined) return { connection, provider, authenticated: false, error: '' };
  const freshened = await freshenConnection(broker, provider, connection, seconds(10));
  if (freshened.outcome !== 'fresh') return { connection, provider, authenticated: false, error: freshened.cause };
  const validation = await checkConnection(broker, provider, freshened.connection);
  const authenticated = validation.verdict === 'valid' || validation.verdict === 'assumed';
  return { connection: freshened.connection, provider, authenticated, error: authenticated ? '' : validation.words };
}
