import { seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { findWorkingConnection } from './find-working-connection.ts';

/** One of a user's connections, and whether its token works right now. */
export interface Link {
  readonly connection: Connection;
  /** Whether it is meant when none of the accounts at its provider is named. */
  readonly isDefault: boolean;
  /** undefined if the operator removed it. */
  readonly provider: Provider | undefined;
  readonly authenticated: boolean;
  /** Empty if all is well. */
  readonly error: string;
}

/** Lists a user's connections; tokens that expired are refreshed first, all at the same time. */
export async function listLinks(broker: Broker, userId: string): Promise<readonly Link[]> {
  const connections = await broker.facts.listConnections(userId);
  const defaults = findDefaults(connections);
  return Promise.all(
    connections.map(async (connection) => ({
      ...(await tryLink(
        broker,
        connection,
        broker.providers.find(({ id }) => id === connection.providerId),
      )),
      isDefault: defaults.has(connection.id),
    })),
  );
}

/** The ids of the connections that are meant when no account is named: of each provider the one chosen last. */
export function findDefaults(connections: readonly Connection[]): ReadonlySet<string> {
  const chosen = new Map<string, Connection>();
  for (const connection of connections) {
    const other = chosen.get(connection.providerId);
    if (other === undefined || isChosenOver(connection, other)) chosen.set(connection.providerId, connection);
  }
  return new Set([...chosen.values()].map(({ id }) => id));
}

const isChosenOver = (connection: Connection, other: Connection): boolean =>
  connection.chosenAt > other.chosenAt || (connection.chosenAt === other.chosenAt && connection.id < other.id);

async function tryLink(broker: Broker, connection: Connection, provider: Provider | undefined): Promise<Omit<Link, 'isDefault'>> {
  if (provider === undefined) return { connection, provider, authenticated: false, error: '' };
  const working = await findWorkingConnection(broker, provider, connection, seconds(10));
  if (working.outcome === 'works') return { connection: working.connection, provider, authenticated: true, error: '' };
  const current = (await broker.facts.findConnection(connection.id)) ?? connection; // with what was just learned about it
  return { connection: current, provider, authenticated: false, error: working.cause };
}
