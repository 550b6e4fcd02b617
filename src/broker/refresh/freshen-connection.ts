import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { shareWork } from '../shared-work.ts';
import { decideRefresh, type RefreshDecision } from './decide-refresh.ts';
import { leadRefresh } from './lead-refresh.ts';

/** A connection whose token lives, or why there is none. */
export type Freshened =
  /** `trouble` says why the token could not be renewed although it should have been. */
  | { readonly outcome: 'fresh'; readonly connection: Connection; readonly trouble: string | undefined }
  | { readonly outcome: 'relink'; readonly cause: string }
  | { readonly outcome: 'unavailable'; readonly cause: string; readonly retryAt: EpochSeconds };

/** Shortest and longest pause between two looks at a connection that another process refreshes, in milliseconds. */
const [firstPause, longestPause] = [25, 400];

/**
 * Makes sure that a connection's token lives for `minValidity` more, and asks the provider at most once in the whole deployment.
 *
 * A token that lives is answered at once, without a write. Otherwise callers of this process share one piece of work, and the
 * processes of the deployment agree through the lease in the store.
 */
export async function freshenConnection(
  broker: Broker,
  provider: Provider,
  connection: Connection,
  minValidity: Seconds,
): Promise<Freshened> {
  const decision = judge(broker, provider, connection, minValidity, broker.clock());
  if (decision.action === 'use') return { outcome: 'fresh', connection, trouble: decision.trouble };
  return shareWork(broker, `refresh ${connection.id} ${minValidity}`, () => settle(broker, provider, connection, minValidity));
}

const judge = (
  broker: Broker,
  provider: Provider,
  connection: Connection,
  minValidity: Seconds,
  watchedSince: EpochSeconds,
): RefreshDecision =>
  decideRefresh({
    now: broker.clock(),
    connection,
    providerRefreshes: provider.refreshes,
    minValidity,
    holder: broker.holder,
    leaseLength: broker.times.lease,
    watchedSince,
  });

async function settle(broker: Broker, provider: Provider, stale: Connection, minValidity: Seconds): Promise<Freshened> {
  let connection = stale;
  let watchedSince = broker.clock();
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.5)) {
    // Tokens newer than the stale ones are the best there are, however short the provider made their life.
    if (connection.generation > stale.generation) return { outcome: 'fresh', connection, trouble: undefined };
    const decision = judge(broker, provider, connection, minValidity, watchedSince);
    switch (decision.action) {
      case 'use':
        return { outcome: 'fresh', connection, trouble: decision.trouble };
      case 'relink':
        return { outcome: 'relink', cause: decision.cause };
      case 'unavailable':
        return { outcome: 'unavailable', cause: decision.cause, retryAt: decision.retryAt };
      case 'lead':
        await leadRefresh(broker, { provider, connection, ...decision });
        break;
      case 'wait':
        await broker.sleep(pause * (0.5 + broker.chance()));
        break;
    }
    const current = await broker.facts.findConnection(stale.id);
    if (current === undefined) return { outcome: 'relink', cause: 'The account was unlinked.' };
    if (current.attempt !== connection.attempt) watchedSince = broker.clock();
    connection = current;
  }
}
