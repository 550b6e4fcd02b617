import { setTimeout as pause } from 'node:timers/promises';

/** How long a request waits for a database that went away. A restart takes a few seconds. */
export const maxOutageMilliseconds = 15_000;

/** Tries again with growing pauses while `isWorthIt` says so, until the time is up; then the last error is thrown. */
export async function retry<Result>(
  attempt: () => Promise<Result>,
  isWorthIt: (error: unknown) => boolean,
  maxMilliseconds: number = maxOutageMilliseconds,
): Promise<Result> {
  const deadline = performance.now() + maxMilliseconds;
  for (let pauseMilliseconds = 5; ; pauseMilliseconds = Math.min(pauseMilliseconds * 2, 500)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isWorthIt(error) || performance.now() > deadline) throw error;
    }
    // Half of the pause is chance, so that two transactions that met do not meet again.
    await pause(pauseMilliseconds * (0.5 + Math.random() / 2));
  }
}
