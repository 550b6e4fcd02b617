import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Flight } from './flight.ts';
import { SharedFlights } from './shared-flights.ts';
import { wait } from './wait.ts';

const deadline = { milliseconds: 20, failure: () => new Error('lost') };
const patient = { milliseconds: 60_000, failure: () => new Error('lost') };
const never = () => new Promise<never>(() => {});

test('work that is dropped without a word is given up, and begun anew by the next', async () => {
  const flights = new SharedFlights<string>(deadline);
  let begun = 0;
  const work = (): Promise<string> => {
    begun += 1;
    return begun === 1 ? never() : Promise.resolve('done');
  };
  const waiting = [flights.join('a', work), flights.join('a', work)];
  for (const one of waiting) await assert.rejects(one, /lost/);
  assert.equal(await flights.join('a', work), 'done');
  assert.equal(begun, 2);
});

test('work that failed is not joined any more, and work under way is joined by name only', async () => {
  const flights = new SharedFlights<number>(patient);
  let begun = 0;
  const work = async (): Promise<number> => {
    begun += 1;
    if (begun === 1) throw new Error('first');
    return begun;
  };
  await assert.rejects(flights.join('a', work), /first/);
  assert.deepEqual(await Promise.all([flights.join('a', work), flights.join('a', work), flights.join('b', work)]), [2, 2, 3]);
});

test('a result that arrived can be had for ever; nobody’s failure is no crash', async () => {
  const flight = new Flight(async () => 'here', deadline);
  await wait(30);
  assert.equal(flight.isLost, false);
  assert.equal(await flight.join(), 'here');
  const failed = new Flight(() => Promise.reject(new Error('nobody hears')), deadline);
  await wait(1);
  assert.equal(failed.isLost, true);
});

test('who is aborted leaves alone, and the last one stops the work', async () => {
  let stopped: unknown;
  const flight = new Flight((signal) => {
    signal.addEventListener('abort', () => {
      stopped = signal.reason;
    });
    return never();
  }, patient);
  const [one, other] = [new AbortController(), new AbortController()];
  const waiting = [flight.join(one.signal), flight.join(other.signal)];
  one.abort('one');
  await assert.rejects(waiting[0] ?? never(), (reason) => reason === 'one');
  assert.deepEqual([stopped, flight.isLost], [undefined, false]);
  other.abort('other');
  await assert.rejects(waiting[1] ?? never(), (reason) => reason === 'other');
  assert.deepEqual([stopped, flight.isLost], ['other', true]);
  await assert.rejects(flight.join(AbortSignal.abort('late')), (reason) => reason === 'late');
});

test('waiting ends with its time, or with the signal', async () => {
  await wait(1);
  await assert.rejects(wait(60_000, AbortSignal.abort('early')), (reason) => reason === 'early');
  const controller = new AbortController();
  const waiting = wait(60_000, controller.signal);
  controller.abort('now');
  await assert.rejects(waiting, (reason) => reason === 'now');
});
