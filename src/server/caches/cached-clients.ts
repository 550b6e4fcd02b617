import type { EngineChange } from '../../engine/changes.ts';
import type { ClientWithSecrets, EngineFacts } from '../../engine/ports.ts';
import type { Commit } from '../../protocol/commit.ts';
import type { Clock, EpochSeconds } from '../../protocol/units.ts';

/** Seconds a client is used before it is read again: how long another node's change of one takes to reach this node. */
const lifetime = 1;
/** More clients than that in a second are rather read again than held. */
const capacity = 10_000;

/** The changes after which a client may be another. */
const concernsClients: Readonly<Partial<Record<EngineChange['change'], true>>> = {
  insert_client: true,
  update_client: true,
  lock_client: true,
  delete_client: true,
  insert_client_secret: true,
  replace_client_secret: true,
  delete_client_secret: true,
  touch_client_secret: true,
  touch_client: true,
  expire_client: true,
  delete_clients_of_service: true,
};

/** Facts and commits that agree on which clients are still as they were read. */
export interface CachedClients {
  readonly facts: EngineFacts;
  readonly commit: Commit<EngineChange>;
}

/**
 * Clients with their secrets, read at most once a second each. A commit of this process forgets them at once; another node's takes
 * up to a second to be seen here. What is issued meanwhile to a client or by a secret that is gone is dead from the start, since every
 * use of a token looks for both.
 */
export function cachedClients(facts: EngineFacts, commit: Commit<EngineChange>, clock: Clock): CachedClients {
  const known = new Map<string, { readonly found: ClientWithSecrets; readonly readAt: EpochSeconds }>();
  /** Counts what was forgotten: an answer that was asked for before that is not kept. */
  let age = 0;
  const forget = (): void => {
    known.clear();
    age++;
  };
  const keep = (key: string, found: ClientWithSecrets | undefined, readAt: EpochSeconds): ClientWithSecrets | undefined => {
    if (known.size >= capacity) known.clear();
    if (found !== undefined) known.set(key, { found, readAt });
    return found;
  };
  return {
    facts: {
      ...facts,
      findClient: (serviceId, identifier) => {
        const now = clock();
        const key = `${serviceId} ${identifier}`;
        const cached = known.get(key);
        if (cached !== undefined && Math.abs(now - cached.readAt) < lifetime) return cached.found;
        const askedAt = age;
        const found = facts.findClient(serviceId, identifier);
        if (!(found instanceof Promise)) return keep(key, found, now);
        return found.then((later) => (age === askedAt ? keep(key, later, now) : later));
      },
    },
    commit: async (changes) => {
      if (!changes.some(({ change }) => concernsClients[change])) return commit(changes);
      try {
        return await commit(changes);
      } finally {
        forget(); // also when the outcome is unknown
      }
    },
  };
}
