import { listStoredLinks } from '../../../broker/hand-out/list-stored-links.ts';
import type { Rooms } from '../../context.ts';
import { encodeLink } from './encode-link.ts';
import { noSuchAccount } from './get-provider.ts';

/**
 * One of a user's linked accounts as it is kept; no provider is asked.
 *
 * @throws ApiError 404 if it was unlinked meanwhile.
 */
export async function findLink({ broker }: Rooms, userId: string, connectionId: string): Promise<unknown> {
  const link = (await listStoredLinks(broker, userId)).find(({ connection }) => connection.id === connectionId);
  if (link === undefined) throw noSuchAccount(undefined);
  return encodeLink(link, broker.clock());
}
