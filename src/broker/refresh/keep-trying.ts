import type { Broker } from '../ports.ts';

/** Milliseconds: soon at first, then every ten seconds, for a quarter of an hour in all. */
const pauses: readonly number[] = [50, 100, 250, 500, 1000, 2000, 2000, 5000, 5000, ...Array<number>(90).fill(10_000)];

/**
 * Does work again and again while it rejects, for a quarter of an hour: a database that is being replaced must not cost the tokens
 * that a provider just issued. The work is safe to repeat; the last rejection is passed on.
 */
export async function keepTrying<Result>(broker: Pick<Broker, 'sleep'>, work: () => Promise<Result>): Promise<Result> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError) throw error; // ours, and the same each time
      await broker.sleep(pause);
    }
  }
  return work();
}
