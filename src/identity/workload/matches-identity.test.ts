import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ClaimRules, IssuerIdentity } from '../model/workload-identity.ts';
import { matchesPattern } from './match-pattern.ts';
import { matchesClaims, matchesIdentity } from './matches-identity.ts';
import type { Claims, ProvenWorkload } from './platform.ts';

/** Text of few letters, so that matches are found; none but the star means anything in an expression. */
const few = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });
const plain = few.map((text) => text.replaceAll('*', 'c'));

test('a pattern matches what the regular expression it stands for matches', () => {
  fc.assert(
    fc.property(few, plain, (pattern, text) => {
      const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's').test(text);
      assert.equal(matchesPattern(pattern, text), expected);
    }),
    { numRuns: 2000 },
  );
});

test('text matches itself, and every pattern that has stars for some of it', () => {
  fc.assert(
    fc.property(fc.array(plain, { minLength: 1 }), plain, (pieces, filling) => {
      assert.ok(matchesPattern(pieces.join('*'), pieces.join(filling)));
      assert.equal(matchesPattern(filling, `${filling}x`), false);
    }),
  );
});

test('many stars cost no more than a few', () => {
  assert.equal(matchesPattern(`${'*a'.repeat(5000)}*b`, 'a'.repeat(100_000)), false);
});

const claims: Claims = {
  repository: 'octo/app',
  run_attempt: 2,
  private: true,
  groups: ['dev', 'ops', { name: 'admin' }],
  'kubernetes.io': { namespace: 'ci', serviceaccount: { name: 'runner' } },
  'https://example.com/team': 'blue',
  nothing: null,
};

const cases: readonly (readonly [rules: ClaimRules, matches: boolean])[] = [
  [{}, true],
  [{ repository: ['octo/app'] }, true],
  [{ repository: ['octo/*'] }, true],
  [{ repository: ['evil/*', '*/app'] }, true],
  [{ repository: ['Octo/app'] }, false],
  [{ repository: ['octo/app'], run_attempt: ['2'], private: ['true'] }, true],
  [{ repository: ['octo/app'], run_attempt: ['3'] }, false],
  [{ groups: ['ops'] }, true],
  [{ groups: ['admin'] }, false],
  [{ 'kubernetes.io/namespace': ['ci'] }, true],
  [{ 'kubernetes.io/serviceaccount/name': ['run*'] }, true],
  [{ 'kubernetes.io': ['*'] }, false],
  [{ 'https://example.com/team': ['blue'] }, true],
  [{ missing: ['*'] }, false],
  [{ nothing: ['*'] }, false],
  [{ constructor: ['*'] }, false],
  [{ 'groups/length': ['*'] }, false],
  [{ repository: [] }, false],
];

for (const [rules, matches] of cases) {
  test(`claims ${matches ? 'match' : 'do not match'} ${JSON.stringify(rules)}`, () => assert.equal(matchesClaims(rules, claims), matches));
}

test('a rule more never lets more in', () => {
  const rules = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.array(few, { maxLength: 2 }));
  const said = fc.dictionary(fc.constantFrom('a', 'b', 'c'), plain);
  fc.assert(
    fc.property(rules, fc.constantFrom('a', 'b', 'c'), fc.array(few, { maxLength: 2 }), said, (some, name, patterns, what) => {
      if (name in some || !matchesClaims({ ...some, [name]: patterns }, what)) return;
      assert.ok(matchesClaims(some, what));
    }),
  );
});

test('a workload is who an agent is known as only on the same platform, by the same issuer', () => {
  const proven: ProvenWorkload = { platform: 'oidc', issuer: 'https://ci.example', subject: 'repo:octo/app:ref:main', claims };
  const known: IssuerIdentity = { platform: 'oidc', issuer: 'https://ci.example', subject: 'repo:octo/app:*', claims: undefined };
  assert.ok(matchesIdentity(known, proven));
  assert.ok(matchesIdentity({ ...known, subject: undefined, claims: { groups: ['dev'] } }, proven));
  assert.ok(!matchesIdentity({ ...known, claims: { groups: ['qa'] } }, proven));
  assert.ok(!matchesIdentity({ ...known, issuer: 'https://ci.example/' }, proven));
  assert.ok(!matchesIdentity({ ...known, subject: 'repo:octo/app' }, proven));
  const machine = { platform: 'aws', instanceId: 'i-1' } as const;
  assert.ok(matchesIdentity(machine, machine));
  assert.ok(!matchesIdentity({ ...machine, platform: 'google' }, machine));
  assert.ok(!matchesIdentity({ ...machine, instanceId: 'i-2' }, machine));
  assert.ok(!matchesIdentity(machine, proven) && !matchesIdentity(known, machine));
});
