import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GrantryUnavailableError } from './errors.ts';
import { type TimedToken, TokenKeeper } from './token-keeper.ts';

const lifetime = 600_000;

/** What may happen between a keeper, its callers and the server. */
const event = fc.oneof(
  fc.record({ does: fc.constant('get' as const), callers: fc.integer({ min: 1, max: 5 }), minValidity: fc.constantFrom(0, 0, 90, 300) }),
  fc.record({ does: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: lifetime }) }),
  fc.record({ does: fc.constant('break' as const), isDown: fc.boolean() }),
  fc.record({ does: fc.constant('refuse' as const), again: fc.boolean() }),
);

/** A server that replaces a token when it is told that it was refused, or when it ends soon. */
function openServer() {
  const state = { now: 0, isDown: false, number: 1, endsAt: lifetime, asking: 0, mostAsking: 0 };
  const replace = (): void => {
    state.number += 1;
    state.endsAt = state.now + lifetime;
  };
  const answer = async <Answer>(make: () => Answer): Promise<Answer> => {
    state.asking += 1;
    state.mostAsking = Math.max(state.mostAsking, state.asking);
    await Promise.resolve();
    state.asking -= 1;
    if (state.isDown) throw new GrantryUnavailableError('down');
    return make();
  };
  const get = ({ minValidityInSeconds }: { readonly minValidityInSeconds: number }): Promise<TimedToken> =>
    answer(() => {
      if (state.endsAt <= state.now + minValidityInSeconds * 1000) replace();
      const token = { type: 'token', tokenType: 'oauth', token: `t${state.number}`, account: '', scopes: [], extra: {} } as const;
      return { token: { ...token, expiresAt: undefined }, receivedAt: state.now, endsAt: state.endsAt };
    });
  const reject = (token: string): Promise<void> => answer(() => (token === `t${state.number}` ? replace() : undefined));
  return { state, get, reject };
}

test('whatever happens, no token is handed out that has ended, was refused, or lives shorter than was asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
      const { state, get, reject } = openServer();
      const keeper = new TokenKeeper({ get, reject }, { marginInSeconds: 60, recheckAfterInSeconds: 300 }, () => state.now);
      const ends = new Map<string, number>();
      const refused = new Set<string>();
      let last: string | undefined;
      for (const step of events) {
        if (step.does === 'pass') state.now += step.milliseconds;
        if (step.does === 'break') state.isDown = step.isDown;
        if (step.does === 'refuse' && last !== undefined) {
          refused.add(last);
          const told = await Promise.allSettled([keeper.invalidate(last), ...(step.again ? [keeper.invalidate(last)] : [])]);
          assert.ok(told.every(({ status }) => status === (state.isDown ? 'rejected' : 'fulfilled')) || state.isDown);
        }
        if (step.does !== 'get') continue;
        const callers = Array.from({ length: step.callers }, () => keeper.get({ minValidityInSeconds: step.minValidity }));
        const outcomes = await Promise.allSettled(callers);
        assert.ok(state.isDown || outcomes.every(({ status }) => status === 'fulfilled'), 'a server that answers is enough');
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') {
            assert.ok(outcome.reason instanceof GrantryUnavailableError);
            continue;
          }
          last = outcome.value.token;
          if (!ends.has(last)) ends.set(last, state.endsAt);
          const left = (ends.get(last) ?? 0) - state.now;
          assert.ok(left > step.minValidity * 1000, `${last} has ${left} ms left`);
          assert.ok(!refused.has(last), `${last} was refused`);
        }
        assert.ok(state.mostAsking <= 1, 'one request at a time');
      }
    }),
    { numRuns: 500 },
  );
});
