import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FederationPolicy } from '../model/federation-policy.ts';
import { judgePolicy } from './judge-policy.ts';
import { findOpenness } from './shared-issuers.ts';

const actions = 'https://token.actions.githubusercontent.com';

const policy: FederationPolicy = {
  name: 'deploy',
  issuer: actions,
  jwksUri: undefined,
  audience: undefined,
  subject: 'repo:octo-org/app:*',
  claims: { environment: ['production', 'staging-*'] },
  provider: 'github',
  installation: { owner: 'octo-org' },
  maxLifetime: undefined,
  isSingleUse: true,
};

const claims = {
  iss: actions,
  aud: 'https://grantry.test',
  sub: 'repo:octo-org/app:environment:production',
  environment: 'production',
  jti: '1',
};

const failing = (changed: Readonly<Record<string, unknown>>, by: Partial<FederationPolicy> = {}, provider?: string): readonly string[] =>
  judgePolicy({ ...policy, ...by }, { claims: { ...claims, ...changed }, audience: 'https://grantry.test', provider })
    .filter(({ holds }) => !holds)
    .map(({ rule }) => rule);

for (const [what, changed, rules] of [
  ['as it should be', {}, []],
  ['with several audiences, ours among them', { aud: ['x', 'https://grantry.test'] }, []],
  ['with a claim that a pattern matches', { environment: 'staging-2' }, []],
  ['of another issuer', { iss: `${actions}/` }, ['issuer']],
  ['for somebody else', { aud: 'x' }, ['audience']],
  ['without an audience', { aud: undefined }, ['audience']],
  ['of another subject', { sub: 'repo:octo-org/app-evil:ref' }, ['subject']],
  ['whose subject is a list', { sub: ['repo:octo-org/app:x'] }, ['subject']],
  ['with another value of a claim', { environment: 'test' }, ['claim environment']],
  ['without a claim', { environment: undefined }, ['claim environment']],
  ['whose claim is an object', { environment: { production: true } }, ['claim environment']],
  ['without an id', { jti: '' }, ['single use']],
  [
    'with nothing right',
    { iss: 1, aud: 2, sub: 3, environment: 4, jti: 5 },
    ['issuer', 'audience', 'subject', 'claim environment', 'single use'],
  ],
] as const) {
  test(`a token ${what} fails ${rules.length === 0 ? 'no rule' : rules.join(', ')}`, () => {
    assert.deepEqual(failing(changed), rules);
  });
}

test('a provider that was asked for must be the policy’s', () => {
  assert.deepEqual([failing({}, {}, 'github'), failing({}, {}, 'gitlab')], [[], ['provider']]);
});

const word = fc.constantFrom('a', 'b', 'ab', '*', 'a*', '*b');
const patterns = fc.array(word, { minLength: 1, maxLength: 3 });
const rules = fc.dictionary(fc.constantFrom('x', 'y', 'z'), patterns);
const tokens = fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('', 'a', 'b', 'ab', 'ba'));

test('a rule more never lets anybody in who was out before', () => {
  fc.assert(
    fc.property(rules, rules, tokens, (few, more, token) => {
      const merged = { ...few, ...Object.fromEntries(Object.entries(more).filter(([name]) => !(name in few))) };
      if (failing(token, { claims: merged }).length === 0) assert.deepEqual(failing(token, { claims: few }), []);
    }),
  );
});

test('of values and patterns of one claim, one pair that matches is enough, and nothing less is', () => {
  const asRegExp = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's');
  fc.assert(
    fc.property(patterns, fc.array(fc.constantFrom('', 'a', 'b', 'ab', 'ba'), { maxLength: 3 }), (wanted, found) => {
      const expected = found.some((text) => wanted.some((pattern) => asRegExp(pattern).test(text)));
      assert.equal(failing({ x: found }, { claims: { x: wanted } }).length === 0, expected);
    }),
  );
});

test('a policy about GitHub that is taken is met by no job of an owner it does not name', () => {
  const piece = fc.constantFrom('repo:', 'octo-org', '*', '/', 'app', ':ref:refs/heads/main', 'repo');
  const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  const some = fc.record({
    subject: fc.option(pattern, { nil: undefined }),
    claims: fc.dictionary(fc.constantFrom('repository', 'repository_owner', 'ref'), fc.array(pattern, { minLength: 1, maxLength: 2 })),
  });
  const stranger = {
    sub: 'repo:zz-stranger/app:ref:refs/heads/main',
    repository: 'zz-stranger/app',
    repository_owner: 'zz-stranger',
    ref: 'app',
  };
  fc.assert(
    fc.property(some, ({ subject, claims: asked }) => {
      if (findOpenness({ issuer: actions, subject, claims: asked }) !== undefined) return;
      assert.notDeepEqual(failing(stranger, { subject, claims: asked }), []);
    }),
    { numRuns: 500 },
  );
});
