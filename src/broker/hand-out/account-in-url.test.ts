import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountInUrl } from './account-in-url.ts';

const cases: readonly (readonly [title: string, accounts: readonly string[], username: string, chosen: string | undefined])[] = [
  ['the account of that name', ['ada', 'ada-at-work'], 'ada-at-work', 'ada-at-work'],
  ['names have no case', ['Ada', 'ada-at-work'], 'ada', 'Ada'],
  ['the only account, whatever the URL says', ['ada@work.example'], 'acme', undefined],
  ['of several, none that was not named', ['ada', 'ada-at-work'], 'grace', 'grace'],
  ['without accounts, whichever is linked', [], 'ada', undefined],
];

for (const [title, accounts, username, chosen] of cases) {
  test(`a user name in a URL means ${title}`, () =>
    assert.equal(
      accountInUrl(
        accounts.map((account) => ({ account })),
        username,
      ),
      chosen,
    ));
}
