import { endTokens } from '../broker/github-app/end-tokens.ts';
import { refreshAhead } from '../broker/refresh/refresh-ahead.ts';
import { announceExpiries } from '../broker/webhooks/announce-expiry.ts';
import { endUnusedClients } from '../engine/registration/end-unused-clients.ts';
import { nouns } from '../stores/nouns/registry.ts';
import { sweep } from '../stores/sweep.ts';
import { makeSigningKeys } from './make-signing-keys.ts';
import type { OpenRooms } from './rooms.ts';

interface Chore {
  readonly name: string;
  readonly everySeconds: number;
  run(rooms: OpenRooms): Promise<void>;
}

/** What is done from time to time on every node; what only one may do at a time is settled by leases and conditions in the store. */
const chores: readonly Chore[] = [
  { name: 'sweep expired rows', everySeconds: 60, run: ({ database, clock }) => sweep(database.database, nouns, clock) },
  { name: 'announce ended tokens', everySeconds: 60, run: ({ webhooks }) => announceExpiries(webhooks) },
  { name: 'end tokens of installations', everySeconds: 15, run: ({ broker }) => endTokens(broker) },
  {
    name: 'end unused clients',
    everySeconds: 60,
    run: async ({ engine }) => {
      await endUnusedClients(engine);
    },
  },
  { name: 'make signing keys', everySeconds: 60, run: makeSigningKeys },
  { name: 'refresh ahead of expiry', everySeconds: 60, run: ({ broker }) => refreshAhead(broker) },
];

/**
 * Starts the chores, each at a random moment of its interval, so that nodes started together do not work together.
 *
 * @returns a function that stops them and settles when none is under way.
 */
export function startHousekeeping(rooms: OpenRooms, onFailure: (chore: string, error: unknown) => void): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;
  const schedule = (chore: Chore, milliseconds: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const work = chore
        .run(rooms)
        .catch((error: unknown) => onFailure(chore.name, error))
        .finally(() => {
          underWay.delete(work);
          if (!isStopped) schedule(chore, chore.everySeconds * 1000);
        });
      underWay.add(work);
    }, milliseconds);
    timer.unref();
    timers.add(timer);
  };
  for (const chore of chores) schedule(chore, Math.random() * chore.everySeconds * 1000);
  return async () => {
    isStopped = true;
    for (const timer of timers) clearTimeout(timer);
    await Promise.all(underWay);
  };
}
