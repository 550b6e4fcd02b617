import { seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { freshenConnection } from './freshen-connection.ts';

/** What came of renewing a connection's tokens before they are due. */
export type RefreshedNow =
  | { readonly outcome: 'renewed'; readonly connection: Connection }
  /** There is nothing to renew the token with, and asking would change nothing. */
  | { readonly outcome: 'impossible'; readonly cause: string }
  /** The token still lives, but it was not renewed. */
  | { readonly outcome: 'kept'; readonly cause: string }
  /** Only the user can mend it, by linking the account again. */
  | { readonly outcome: 'relink'; readonly cause: string }
  /** The token has ended, and may be renewed later by itself. */
  | { readonly outcome: 'unavailable'; readonly cause: string };

/** Whether there is something to ask for new tokens with. */
export const canRefresh = ({ refreshes }: Pick<Provider, 'refreshes'>, { refreshToken }: Pick<Connection, 'refreshToken'>): boolean =>
  refreshes && refreshToken !== undefined;

/** No token lives longer, so that every token is due. */
const forever = seconds(Number.POSITIVE_INFINITY);

/**
 * Renews a connection's tokens now, by the same lease as any refresh: of all who ask at once, one asks the provider. A provider that
 * wants to be left alone after a failure is.
 */
export async function refreshNow(broker: Broker, provider: Provider, connection: Connection): Promise<RefreshedNow> {
  if (!provider.refreshes) return { outcome: 'impossible', cause: 'Refreshing is switched off for this provider.' };
  if (!canRefresh(provider, connection)) {
    return { outcome: 'impossible', cause: `${provider.displayName} issued nothing to refresh this token with.` };
  }
  const freshened = await freshenConnection(broker, provider, connection, forever);
  switch (freshened.outcome) {
    case 'fresh':
      if (freshened.connection.generation > connection.generation) return { outcome: 'renewed', connection: freshened.connection };
      return { outcome: 'kept', cause: freshened.trouble ?? 'no reason given' };
    case 'relink':
    case 'unavailable':
      return { outcome: freshened.outcome, cause: freshened.cause };
  }
}
