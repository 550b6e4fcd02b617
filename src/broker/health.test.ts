import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../protocol/secret.ts';
import { epochSeconds } from '../protocol/units.ts';
import { healthOf } from './health.ts';
import type { Connection } from './model/connection.ts';

const now = epochSeconds(1_800_000_000);
const at = (offset: number) => epochSeconds(now + offset);
const healthy = { refreshToken: new Secret('r'), expiresAt: at(600) } as unknown as Connection; // the rule reads no more of it
const failure = { words: 'why', at: at(-9), count: 1, nextAttemptAt: undefined };

const cases: readonly (readonly [title: string, change: Partial<Connection>, refreshes: boolean, state: string])[] = [
  ['a token that is refreshed is ok', {}, true, 'ok'],
  ['an expired token that can be refreshed is ok', { expiresAt: at(-600) }, true, 'ok'],
  ['a token without end is ok', { expiresAt: undefined, refreshToken: undefined }, true, 'ok'],
  ['a token that ends tomorrow and is not refreshed is ok', { expiresAt: at(86_401), refreshToken: undefined }, true, 'ok'],
  ['a token that ends today and cannot be refreshed is expiring', { refreshToken: undefined }, true, 'expiring'],
  ['a token that ends today and is not refreshed is expiring', {}, false, 'expiring'],
  ['a token that ended and cannot be refreshed needs the user', { expiresAt: now, refreshToken: undefined }, true, 'needs_reauth'],
  ['a transient failure degrades', { failure: { ...failure, class: 'transient' } }, true, 'degraded'],
  ['a configuration failure degrades', { failure: { ...failure, class: 'configuration' } }, true, 'degraded'],
  ['a terminal failure needs the user', { failure: { ...failure, class: 'terminal' } }, true, 'needs_reauth'],
  ['a refresh under way is ok', { intentAt: at(-5), lease: { holder: 'x', until: at(25) } }, true, 'ok'],
  ['a refresh that was interrupted degrades', { intentAt: at(-90), lease: { holder: 'x', until: at(-60) } }, true, 'degraded'],
];

for (const [title, change, refreshes, state] of cases) {
  test(title, () => {
    const health = healthOf({ ...healthy, ...change }, refreshes, now);
    assert.equal(health.state, state);
    assert.ok(health.state === 'ok' || health.cause !== '');
  });
}
