import type { Broker } from './ports.ts';

/**
 * Runs work once for all callers of this process that ask for it while it is under way. It belongs to none of them: a caller that
 * goes away stops nothing.
 */
export function shareWork<Result>(broker: Pick<Broker, 'shared'>, about: string, work: () => Promise<Result>): Promise<Result> {
  const underWay = broker.shared.get(about);
  if (underWay !== undefined) return underWay as Promise<Result>; // `about` names the kind of work, and so its result
  const started = work().finally(() => broker.shared.delete(about));
  broker.shared.set(about, started);
  return started;
}

/** Settles when nothing is under way, so that a server can stop without losing what a provider is about to answer. */
export async function finishSharedWork(broker: Pick<Broker, 'shared'>): Promise<void> {
  while (broker.shared.size > 0) await Promise.allSettled(broker.shared.values());
}
