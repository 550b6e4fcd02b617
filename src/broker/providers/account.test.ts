import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readUsualAccount } from './account.ts';
import { membersOf } from './members.ts';
import { providerTypes } from './registry.ts';

const nothing = { answer: undefined, token: {}, claims: {} };

for (const [title, sources, account] of [
  ['claims of userinfo', { answer: { sub: 's', preferred_username: 'ada', email: 'a@e' } }, { id: 's', name: 'ada' }],
  ['a number as id', { answer: { id: 7, login: 'octo' } }, { id: '7', name: 'octo' }],
  ['an id alone', { answer: { user_id: 'u' } }, { id: 'u', name: 'u' }],
  ['an ID token', { claims: { sub: 's', email: 'a@e' } }, { id: 's', name: 'a@e' }],
  ['a name only the ID token has', { answer: { sub: 's' }, claims: { sub: 's', email: 'a@e' } }, { id: 's', name: 'a@e' }],
  ['an answer without id', { answer: { login: 'x' } }, undefined],
  ['text', { answer: '<html>' }, undefined],
  ['nothing', {}, undefined],
] as const) {
  test(`OpenID Connect Core 1.0 §5.1: an account is read from ${title}`, () => {
    assert.deepEqual(readUsualAccount({ ...nothing, ...sources }), account);
  });
}

for (const { type, readAccount = readUsualAccount } of providerTypes) {
  test(`${type}: whatever a provider says, an account is read or none`, () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (answer, token, claims) => {
        const account = readAccount({ answer, token: membersOf(token), claims: membersOf(claims) });
        assert.ok(account === undefined || (account.id !== '' && typeof account.name === 'string'));
      }),
      { numRuns: 50 },
    );
  });
}
