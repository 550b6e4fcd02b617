import type { ConnectionTokens } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { keepTrying } from '../refresh/keep-trying.ts';
import { decideLink } from './decide-link.ts';

/** Keeps the tokens of a newly linked account, whatever else happens to the connection meanwhile. */
export async function keepLink(broker: Broker, provider: Provider, userId: string, tokens: ConnectionTokens): Promise<void> {
  const id = broker.mint.id();
  const attempt = async (): Promise<boolean> => {
    const existing = await broker.facts.findConnectionOf(userId, provider.id);
    const { changes } = decideLink({ now: broker.clock(), userId, providerId: provider.id, id, existing, tokens });
    return (await broker.commit(changes)).outcome === 'committed';
  };
  while (!(await keepTrying(broker, attempt)));
}
