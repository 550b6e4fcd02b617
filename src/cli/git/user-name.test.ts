import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountIn } from './user-name.ts';

const cases: readonly (readonly [username: string | undefined, account: string | undefined])[] = [
  [undefined, undefined],
  ['', undefined],
  ['octocat', 'octocat'],
  ['ada@work.example', 'ada@work.example'],
  [`${'long.'.repeat(12)}name@work.example`, `${'long.'.repeat(12)}name@work.example`],
  ['git', undefined],
  ['oauth2', undefined],
  ['X-Access-Token', undefined],
  ['x-token-auth', undefined],
  [`gho_${'a'.repeat(36)}`, undefined],
  ['a'.repeat(40), undefined],
  [`eyJ${'a.'.repeat(200)}@`, undefined],
];

for (const [username, account] of cases) {
  test(`the user name ${username} names ${account === undefined ? 'no account' : 'an account'}`, () =>
    assert.equal(accountIn(username), account));
}
