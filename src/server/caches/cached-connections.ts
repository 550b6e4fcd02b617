import type { BrokerChange } from '../../broker/changes.ts';
import type { Connection } from '../../broker/model/connection.ts';
import type { BrokerFacts } from '../../broker/ports.ts';
import type { Commit } from '../../protocol/commit.ts';
import { forgetAfter, ShortMemory } from './short-memory.ts';

/** The changes that leave connections as they are. */
const concernsNoConnection: ReadonlySet<BrokerChange['change']> = new Set(['insert_connect_state', 'consume_connect_state']);

/**
 * A user's connection with a provider, read at most once a second: a hand-out that follows another opens no sealed token again. A
 * commit of this process is seen at once, and what another node did within a second; a refresh is settled by conditional writes,
 * whatever was remembered.
 */
export function cachedConnections(
  facts: BrokerFacts,
  commit: Commit<BrokerChange>,
): { readonly facts: BrokerFacts; readonly commit: Commit<BrokerChange> } {
  const memory = new ShortMemory<Connection>();
  return {
    facts: {
      ...facts,
      findConnectionOf: (userId, providerId, account) =>
        memory.recall(`${userId} ${providerId} ${account === undefined ? '' : `:${account}`}`, () =>
          facts.findConnectionOf(userId, providerId, account),
        ),
    },
    commit: (changes) =>
      changes.every(({ change }) => concernsNoConnection.has(change)) ? commit(changes) : forgetAfter(memory, () => commit(changes)),
  };
}
