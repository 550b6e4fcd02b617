import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { latestChoice } from './decide-link.ts';
import { listConnectionsAt } from './keep-link.ts';

/**
 * Makes one of a user's accounts at a provider the one that is meant when none is named.
 *
 * @returns false if the user has no such account there.
 */
export async function chooseAccount(broker: Broker, provider: Provider, userId: string, account: string): Promise<boolean> {
  const existing = await listConnectionsAt(broker, userId, provider.id);
  const connection = existing.find((candidate) => candidate.account === account);
  if (connection === undefined) return false;
  const chosenAt = latestChoice(existing, broker.clock());
  const { outcome } = await broker.commit([{ change: 'choose_connection', connectionId: connection.id, chosenAt }]);
  return outcome === 'committed';
}
