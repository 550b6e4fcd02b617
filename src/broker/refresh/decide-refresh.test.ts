import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import type { Connection, Failure } from '../model/connection.ts';
import { untried } from '../model/untried.ts';
import { decideRefresh, type RefreshFacts } from './decide-refresh.ts';

const now = epochSeconds(1_800_000_000);
const at = (offset: number) => epochSeconds(now + offset);

const connection: Connection = {
  id: 'c1',
  providerId: 'p',
  userId: 'u',
  account: '',
  accountId: undefined,
  kind: 'oauth',
  chosenAt: epochSeconds(0),
  accessToken: new Secret('a'),
  refreshToken: new Secret('r'),
  expiresAt: at(-1),
  extra: undefined,
  scopes: [],
  ...untried,
  generation: 3,
  attempt: 4,
  createdAt: at(-1000),
  updatedAt: at(-1000),
};
const expired: RefreshFacts = {
  now,
  connection,
  providerRefreshes: true,
  minValidity: seconds(10),
  holder: 'me',
  leaseLength: seconds(30),
  watchedSince: now,
};
const failed = (failure: Partial<Failure>): Failure => ({
  class: 'transient',
  words: 'status 503',
  at: at(-5),
  count: 1,
  nextAttemptAt: at(20),
  ...failure,
});
const leased = { holder: 'other', until: at(25) };

const cases: readonly (readonly [title: string, change: Partial<Connection>, more: Partial<RefreshFacts>, action: string])[] = [
  ['E.14: a token that lives is used', { expiresAt: at(11) }, {}, 'use'],
  ['E.2: a token without end is used', { expiresAt: undefined }, { providerRefreshes: false }, 'use'],
  ['a token that ends within the validity asked for is refreshed', { expiresAt: at(10) }, {}, 'lead'],
  ['a token that was refused where it was used is refreshed', { expiresAt: at(600), rejectedAt: at(-1) }, {}, 'lead'],
  ['a refused token without end is refreshed', { expiresAt: undefined, rejectedAt: at(-1) }, {}, 'lead'],
  [
    'a refused token that cannot be refreshed is left to validation',
    { expiresAt: at(600), rejectedAt: at(-1), refreshToken: undefined },
    {},
    'use',
  ],
  ['NO_REFRESH leaves a refused token to validation', { expiresAt: at(600), rejectedAt: at(-1) }, { providerRefreshes: false }, 'use'],
  [
    'a refused token is served while the provider is in trouble',
    { expiresAt: at(600), rejectedAt: at(-9), failure: failed({}) },
    {},
    'use',
  ],
  ['a caller may ask for a longer life', { expiresAt: at(299) }, { minValidity: seconds(300) }, 'lead'],
  ['E.1: NO_REFRESH and expired needs the user', {}, { providerRefreshes: false }, 'relink'],
  ['NO_REFRESH and about to expire is served while it lives', { expiresAt: at(5) }, { providerRefreshes: false }, 'use'],
  ['no refresh token and expired needs the user', { refreshToken: undefined }, {}, 'relink'],
  ['an expired token is refreshed', {}, {}, 'lead'],
  ['E.6: after a terminal failure nobody calls', { failure: failed({ class: 'terminal', nextAttemptAt: undefined }) }, {}, 'relink'],
  ['after a terminal failure a token is served while it lives', { expiresAt: at(5), failure: failed({ class: 'terminal' }) }, {}, 'use'],
  ['E.5: a transient failure backs off', { failure: failed({}) }, {}, 'unavailable'],
  ['a transient failure serves the token while it lives', { expiresAt: at(5), failure: failed({}) }, {}, 'use'],
  ['when the back-off ends, the next caller leads', { failure: failed({ nextAttemptAt: now }) }, {}, 'lead'],
  ['a configuration failure backs off too', { failure: failed({ class: 'configuration' }) }, {}, 'unavailable'],
  ['E.9: somebody else holds the lease', { lease: leased, intentAt: at(-5) }, {}, 'wait'],
  [
    'a lease that seems over may be one of a slower clock, each being ten minutes off',
    { lease: { ...leased, until: at(-1180) } },
    {},
    'wait',
  ],
  ['a lease that was watched for its whole length is over', { lease: leased }, { watchedSince: at(-30) }, 'lead'],
  ['a lease that was over twenty minutes ago is over', { lease: { ...leased, until: at(-1200) } }, {}, 'lead'],
];

for (const [title, change, more, action] of cases) {
  test(title, () => {
    assert.equal(decideRefresh({ ...expired, ...more, connection: { ...connection, ...change } }).action, action);
  });
}

test('DESIGN §5: who leads takes the lease and writes the intent in one change, under the next number', () => {
  assert.deepEqual(decideRefresh(expired), {
    action: 'lead',
    attempt: 5,
    changes: [{ change: 'begin_refresh', connectionId: 'c1', attempt: 4, lease: { holder: 'me', until: at(30) }, at: now }],
  });
});
