import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSharedClock } from './shared-clock.ts';

const now = 1_800_000_000_000;

for (const [what, aheadBy, told] of [
  ['ten minutes ahead', 600_000, [600]],
  ['ten minutes behind', -600_000, [-600]],
  ['a second off', 1_000, []],
] as const)
  test(`a clock ${what} of the database's is ${told.length === 0 ? 'good enough' : 'set right, and told of'}`, async (t) => {
    t.mock.timers.enable({ apis: ['Date', 'setInterval'], now: now + aheadBy });
    const offsets: number[] = [];
    const { clock, close } = await startSharedClock({ readClock: async () => now, onOffset: (seconds) => offsets.push(seconds) });
    assert.equal(clock(), (told.length === 0 ? now + aheadBy : now) / 1000);
    assert.deepEqual(offsets, told);
    close();
  });

test('a clock that goes wrong later is found out within a minute, and a database that is down changes nothing', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setInterval'], now });
  const offsets: number[] = [];
  let lag = 0;
  let isDown = false;
  const readClock = async (): Promise<number> => {
    if (isDown) throw new Error('down');
    return Date.now() - lag;
  };
  const { clock, close } = await startSharedClock({ readClock, onOffset: (seconds) => offsets.push(seconds) });
  const pass = async (): Promise<void> => {
    t.mock.timers.tick(60_000);
    await new Promise(setImmediate);
  };
  lag = 90_000;
  await pass();
  assert.deepEqual(offsets, [90]);
  assert.equal(clock(), Math.floor((Date.now() - 90_000) / 1000));
  [isDown, lag] = [true, 0];
  await pass();
  assert.deepEqual(offsets, [90]);
  isDown = false;
  await pass();
  assert.deepEqual(offsets, [90, 0]);
  assert.equal(clock(), Math.floor(Date.now() / 1000));
  close();
});

test('a database in our own process has no clock to go by', async () => {
  const { clock, close } = await startSharedClock({ readClock: undefined });
  assert.ok(Math.abs(clock() - Date.now() / 1000) < 2);
  close();
});
