import { findDefaults } from '../../../broker/hand-out/list-links.ts';
import type { Rooms } from '../../context.ts';
import { encodeLink } from './encode-link.ts';
import { noSuchAccount } from './get-provider.ts';

/**
 * One of a user's linked accounts as it is kept; no provider is asked.
 *
 * @throws ApiError 404 if it was unlinked meanwhile.
 */
export async function findLink({ broker }: Rooms, userId: string, connectionId: string): Promise<unknown> {
  const connections = await broker.facts.listConnections(userId);
  const connection = connections.find(({ id }) => id === connectionId);
  if (connection === undefined) throw noSuchAccount(undefined);
  const now = broker.clock();
  const provider = broker.providers.find(({ id }) => id === connection.providerId);
  const isDefault = findDefaults(connections).has(connection.id);
  const isOver = connection.expiresAt !== undefined && connection.expiresAt <= now;
  const error = connection.failure?.class === 'terminal' ? connection.failure.words : isOver ? 'The token expired.' : '';
  return encodeLink({ connection, provider, isDefault, authenticated: error === '', error }, now);
}
