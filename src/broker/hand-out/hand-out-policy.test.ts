import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type HandOutPolicy, objectionTo, rulesFor, usualAccount } from './hand-out-policy.ts';

const connection = { account: 'octo', scopes: ['repo', 'user'] };

const cases: readonly (readonly [title: string, policy: HandOutPolicy | undefined, objection: RegExp | undefined])[] = [
  ['no policy allows everything', undefined, undefined],
  ['an empty policy allows nothing', [], /no rule/],
  ['a rule about another provider allows nothing', [{ provider: 'gitlab' }], /no rule/],
  ['a rule that names the provider alone allows its tokens', [{ provider: 'github' }], undefined],
  ['a rule about the account', [{ provider: 'github', accounts: ['octo'] }], undefined],
  ['a rule about another account', [{ provider: 'github', accounts: ['cat'] }], /account "octo"/],
  ['a rule with more scopes than the token has', [{ provider: 'github', scopes: ['repo', 'user', 'gist'] }], undefined],
  ['a rule with fewer scopes names the excess', [{ provider: 'github', scopes: ['repo'] }], /not allowed: user\.$/],
  [
    'one rule that allows it is enough',
    [
      { provider: 'github', scopes: [] },
      { provider: 'github', accounts: ['octo'] },
    ],
    undefined,
  ],
  [
    'a rule must allow account and scopes together',
    [
      { provider: 'github', accounts: ['octo'], scopes: ['repo'] },
      { provider: 'github', accounts: ['cat'] },
    ],
    /not allowed: user/,
  ],
];

describe('hand-out policy', () => {
  for (const [title, policy, expected] of cases)
    test(title, () => {
      const rules = rulesFor(policy, 'github');
      const objection = rules.length === 0 ? 'no rule' : objectionTo(rules, connection);
      if (expected === undefined) assert.equal(objection, undefined);
      else assert.match(objection ?? '', expected);
    });

  test('a token whose scopes nobody knows fails a rule about scopes', () => {
    assert.match(objectionTo([{ provider: 'github', scopes: ['repo'] }], { account: 'octo', scopes: [] }) ?? '', /not known/);
  });

  test('an agent that names no account gets the first its rules name, if all of them name some', () => {
    assert.equal(usualAccount([{ provider: 'github', accounts: ['bot', 'octo'] }]), 'bot');
    assert.equal(usualAccount([{ provider: 'github', accounts: ['bot'] }, { provider: 'github' }]), undefined);
  });
});
