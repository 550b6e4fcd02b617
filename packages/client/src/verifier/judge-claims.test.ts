import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../wire/parse-object.ts';
import { readFacts } from './access.ts';
import { judgeClaims, judgeIntrospection } from './judge-claims.ts';

const now = 1_800_000_000;
const expected = { issuer: 'https://as.test', audience: ['https://rs.test', 'rs'], now, clockToleranceInSeconds: 60 };
const claims = {
  iss: 'https://as.test',
  aud: 'https://rs.test',
  sub: 'u',
  client_id: 'c',
  jti: 'j',
  iat: now,
  exp: now + 60,
  scope: 'a b',
};
const strict = { withoutAudience: false, withoutType: false };

/** What is wrong with each, `undefined` for what is left out. */
const faults: readonly (readonly [clause: string, change: JsonObject])[] = [
  ['RFC 9068 §4: another issuer', { iss: 'https://as.test/' }],
  ['RFC 9068 §4: another audience', { aud: 'https://rs.test/' }],
  ['RFC 9068 §4: no audience of several', { aud: ['x', 'y'] }],
  ['RFC 9068 §4: no audience', { aud: undefined }],
  ['RFC 7519 §4.1.3: an audience that is no text', { aud: [{ toString: 'rs' }, 7] }],
  ['RFC 9068 §4: ended', { exp: now - 60 }],
  ['RFC 7519 §4.1.4: an end that is no number', { exp: '9999999999' }],
  ['RFC 7519 §4.1.5: not yet', { nbf: now + 61 }],
  ['RFC 7519 §4.1.5: a beginning that is no number', { nbf: null }],
  ['RFC 7519 §4.1.6: issued in the future', { iat: now + 61 }],
  ['RFC 6749 §3.3: scope is a list', { scope: ['a'] }],
];
const ofProfileOnly: typeof faults = ['iss', 'sub', 'client_id', 'jti', 'iat', 'exp'].map((name) => [
  `RFC 9068 §2.2: no ${name}`,
  { [name]: undefined },
]);
const without = (object: JsonObject, change: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries({ ...object, ...change }).filter(([, value]) => value !== undefined));

test('RFC 9068 §4: a token for us that lives is good, within the tolerance of clocks', () => {
  for (const change of [{}, { aud: ['x', 'rs'] }, { exp: now - 59 }, { nbf: now + 60, iat: now + 60 }, { scope: undefined }])
    assert.equal(judgeClaims(without(claims, change), expected, true), undefined, JSON.stringify(change));
});

for (const [clause, change] of [...faults, ...ofProfileOnly])
  test(`${clause} is invalid_token`, () => {
    const denial = judgeClaims(without(claims, change), expected, true);
    assert.equal(denial?.code, 'invalid_token');
    assert.equal(denial?.description, 'The access token is not valid.');
  });

test('servers without the profile need fewer claims, and no laxer ones', () => {
  assert.equal(judgeClaims(without(claims, { client_id: undefined, jti: undefined, iat: undefined }), expected, false), undefined);
  for (const [clause, change] of [...faults, ...ofProfileOnly.filter(([name]) => /iss|sub|exp/.test(name))])
    assert.ok(judgeClaims(without(claims, change), expected, false), clause);
});

const answer = { active: true, token_type: 'Bearer', ...claims };

test('RFC 7662 §2.2: an active token for us is good', () => {
  for (const change of [{}, { token_type: 'DPoP' }, { token_type: 'bearer' }, { iss: undefined }, { exp: undefined }, { sub: undefined }])
    assert.equal(judgeIntrospection(without(answer, change), expected, strict), undefined, JSON.stringify(change));
});

test('RFC 7662 §2.2, §4: inactive, for others, refresh tokens and whatever else is wrong is invalid_token', () => {
  const more = [
    { active: false },
    { active: 'true' },
    { active: undefined },
    { token_type: undefined },
    { token_type: 'N_A' },
    { token_type: 7 },
  ];
  for (const change of [...more, ...faults.map(([, fault]) => fault)])
    assert.equal(judgeIntrospection(without(answer, change), expected, strict)?.code, 'invalid_token', JSON.stringify(change));
});

test('RFC 7662 §2.2: what a server leaves out is let pass only where that is asked for, and never what it gets wrong', () => {
  const bare = without(answer, { aud: undefined, token_type: undefined });
  assert.equal(judgeIntrospection(bare, expected, { withoutAudience: true, withoutType: true }), undefined);
  for (const wrong of [{ aud: 'x' }, { token_type: 'refresh_token' }])
    assert.ok(judgeIntrospection({ ...bare, ...wrong }, expected, { withoutAudience: true, withoutType: true }));
});

test('no claims make a judge throw, and only good ones pass', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(claims), 'nbf', 'active', 'cnf'), fc.jsonValue()), (change) => {
      const changed = { ...answer, ...change };
      if (judgeClaims(changed, expected, true) === undefined) assert.deepEqual([changed.iss, typeof changed.exp], [claims.iss, 'number']);
      judgeIntrospection(changed, expected, strict);
      readFacts(changed, 'jwt');
    }),
  );
});
