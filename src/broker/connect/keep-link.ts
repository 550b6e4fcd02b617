import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { keepTrying } from '../refresh/keep-trying.ts';
import { eventIdOf } from '../webhooks/announce.ts';
import { announceLink } from '../webhooks/announce-link.ts';
import { decideLink, type LinkFacts } from './decide-link.ts';

/** A link to be kept: whose it is, and what was issued. */
export type NewLink = Pick<LinkFacts, 'userId' | 'account' | 'another' | 'kind' | 'tokens'>;

/**
 * Keeps the tokens of a newly linked account, whatever else happens to the connection meanwhile.
 *
 * @returns the connection's id.
 */
export async function keepLink(broker: Broker, provider: Provider, link: NewLink): Promise<string> {
  const id = broker.mint.id();
  const eventId = eventIdOf(broker.mint.id());
  const attempt = async (): Promise<string | undefined> => {
    const existing = await listConnectionsAt(broker, link.userId, provider.id);
    const now = broker.clock();
    const decision = decideLink({ ...link, now, providerId: provider.id, id, existing });
    const news = announceLink({ eventId, now, providerId: provider.id, link, decision });
    return (await broker.commit([...decision.changes, news])).outcome === 'committed' ? decision.connectionId : undefined;
  };
  for (;;) {
    const connectionId = await keepTrying(broker, attempt);
    if (connectionId !== undefined) return connectionId;
  }
}

/** A user's connections with one provider. */
export const listConnectionsAt = async ({ facts }: Broker, userId: string, providerId: string): Promise<readonly Connection[]> =>
  (await facts.listConnections(userId)).filter((connection) => connection.providerId === providerId);
