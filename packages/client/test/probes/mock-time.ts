import type { TestContext } from 'node:test';
import type { Time } from './probe.ts';

const startMs = Date.parse('2026-11-21T08:00:00.000Z');

/** More than anything here waits for. */
const maxSeconds = 2000;

/** Lets work that needs no time go on: promises, and signatures a thread makes. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Puts the clock and the timers of a test into its own hands. */
export function mockTime({ mock }: TestContext, now: number = startMs): Time {
  mock.timers.enable({ apis: ['Date', 'setTimeout'], now });
  return {
    advance: (seconds) => mock.timers.setTime(Date.now() + seconds * 1000),
    passUntil: async (done) => {
      let isDone = false;
      const finish = (): void => {
        isDone = true;
      };
      done.then(finish, finish);
      await settle();
      for (let seconds = 0; !isDone && seconds < maxSeconds; seconds++) {
        mock.timers.tick(1000);
        await settle();
      }
      return await done;
    },
  };
}
