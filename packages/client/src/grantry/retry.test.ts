import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GrantryError, GrantryUnavailableError } from './errors.ts';
import { type Ports, systemPorts } from './ports.ts';
import { askPatiently, delayAfter, readRetryAfter } from './retry.ts';

const secret = 'gag_secret';
const request = { method: 'GET', path: '/x', credential: secret } as const;

/** Asks a server that answers as told, over a clock that only waiting moves. */
async function ask(...answers: readonly (() => Response | Promise<Response>)[]) {
  const waits: number[] = [];
  let now = 0;
  let count = 0;
  const ports: Ports = {
    now: () => now,
    random: () => 1 - Number.EPSILON,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
  const server = {
    url: 'https://grantry.test',
    timeoutMilliseconds: 1000,
    fetch: async () => (answers[count++] ?? answers.at(-1) ?? Response.error)(),
  };
  const patience = { budgetMilliseconds: 10_000 };
  const asked = askPatiently(server, request, patience, ports, new AbortController().signal);
  const outcome = await asked.then(
    ({ status }) => status,
    (error: unknown) => error,
  );
  return { outcome, waits, attempts: count };
}

/** A `fetch` that heeds its signal, as every one does. */
const abortable =
  (answer: () => Promise<Response>): typeof fetch =>
  (_input, init) =>
    Promise.race([answer(), new Promise<never>((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))]);

const broken = (): never => {
  throw new TypeError('fetch failed', { cause: new Error(`connect ECONNREFUSED (${secret})`) });
};
const answer =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  () =>
    Response.json({}, { status, headers });

test('connection errors, 429, 502, 503, 504 and answers that break off are waited out; every other status is an answer', async () => {
  const garbage = () => new Response('<html>', { status: 200 });
  const { outcome, attempts, waits } = await ask(broken, answer(502), answer(503), answer(504), garbage, answer(200));
  assert.deepEqual([outcome, attempts, waits], [200, 6, [200, 400, 800, 1600, 3200]]);
  for (const status of [200, 400, 401, 403, 404, 409, 500]) assert.equal((await ask(answer(status))).attempts, 1);
});

test('when the budget is spent the error tells the last failure, without the credential', async () => {
  const { outcome, waits } = await ask(broken);
  assert.ok(outcome instanceof GrantryUnavailableError);
  assert.match(outcome.message, /asked 6 times .*: fetch failed: connect ECONNREFUSED \(\[secret\]\)$/);
  assert.ok(!`${outcome.message} ${outcome.stack} ${String(outcome.cause)}`.includes(secret));
  assert.ok(waits.reduce((sum, milliseconds) => sum + milliseconds, 0) < 10_000);
});

test('RFC 9110 §10.2.3: Retry-After is heeded, and one beyond the budget ends the attempts at once', async () => {
  assert.deepEqual((await ask(answer(429, { 'retry-after': '3' }), answer(200))).waits, [3000]);
  const { outcome, attempts } = await ask(answer(503, { 'retry-after': '60' }));
  assert.ok(outcome instanceof GrantryUnavailableError);
  assert.equal(attempts, 1);
  const now = Date.parse('2026-01-01T00:00:00Z');
  assert.equal(readRetryAfter('Thu, 01 Jan 2026 00:00:07 GMT', now), 7000);
  for (const text of [null, '', 'soon']) assert.equal(readRetryAfter(text, now), undefined);
});

test('an aborted signal ends the attempts at once, while waiting and while asking', async () => {
  for (const fetch of [async () => Response.json({}, { status: 503 }), () => new Promise<never>(() => {})]) {
    const controller = new AbortController();
    const server = { url: 'https://grantry.test', timeoutMilliseconds: 60_000, fetch: abortable(fetch) };
    const asked = askPatiently(server, request, { budgetMilliseconds: 60_000 }, systemPorts, controller.signal);
    setImmediate(() => controller.abort(new Error('enough')));
    await assert.rejects(asked, /enough/);
  }
});

test('an answer that takes too long is a failure like any other', async () => {
  const server = { url: 'https://grantry.test', timeoutMilliseconds: 20, fetch: abortable(() => new Promise<never>(() => {})) };
  const asked = askPatiently(server, request, { budgetMilliseconds: 10 }, systemPorts, new AbortController().signal);
  await assert.rejects(asked, (error) => error instanceof GrantryUnavailableError && /timeout/.test(error.message));
});

test('a redirect is no answer to wait for, and is not followed with a credential', async () => {
  const { outcome, attempts } = await ask(answer(302, { location: 'https://elsewhere.test' }));
  assert.ok(outcome instanceof GrantryError);
  assert.equal(attempts, 1);
});

test('delays double up to five seconds, and callers spread over the upper half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
      const delay = delayAfter(attempt, random);
      const longest = Math.min(5000, 200 * 2 ** (attempt - 1));
      assert.ok(delay >= longest / 2 && delay <= longest);
    }),
  );
});
