import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maxShownBytes } from './extra-properties.ts';
import { type GrantTermsInput, readGrantTerms } from './read-grant-terms.ts';

const nothing: readonly GrantTermsInput[] = [
  {},
  {
    accessTokenDuration: 0,
    properties: [],
    jwtAtClaims: '',
    claims: '',
    sub: '',
    idtHeaderParams: '',
    idTokenAudType: '',
    consentedClaims: [],
  },
  { claims: '{}', idtHeaderParams: '{}' },
];
for (const input of nothing) {
  test(`seed 002: ${JSON.stringify(input)} lays nothing down`, () => assert.equal(readGrantTerms(input), undefined));
}

test('seed 002: what is laid down is read', () => {
  const input: GrantTermsInput = {
    accessTokenDuration: 60,
    properties: [{ key: 'k', value: 'v' }],
    jwtAtClaims: '{"roles":["a"]}',
    claims: '{"name":"Ada","address":{"country":"UK"}}',
    sub: 'ada@example.com',
    idtHeaderParams: '{"purpose":"test"}',
    idTokenAudType: 'array',
    consentedClaims: ['name', 'name', 'address'],
  };
  assert.deepEqual(readGrantTerms(input), {
    accessTokenLifetime: 60,
    properties: [{ key: 'k', value: 'v', hidden: false }],
    claims: { roles: ['a'] },
    idToken: {
      claims: { name: 'Ada', address: { country: 'UK' } },
      header: { purpose: 'test' },
      sub: 'ada@example.com',
      audience: 'array',
    },
    consentedClaims: ['name', 'address'],
  });
});

const long = JSON.stringify({ a: 'a'.repeat(maxShownBytes) });
const wrong: Readonly<Partial<Record<keyof GrantTermsInput, readonly string[]>>> = {
  claims: ['{', '[]', 'null', '"a"', '{"sub":"root"}', '{"nonce":"n"}', '{"at_hash":""}', '{"__proto__":{}}', long],
  idtHeaderParams: ['{', '[]', '{"alg":"none"}', '{"kid":"mine"}', '{"typ":"at+jwt"}', '{"crit":["b64"]}', '{"jwk":{}}', long],
  sub: ['ä', 'a'.repeat(256), 'a\nb'],
  idTokenAudType: ['list', 'ARRAY'],
  jwtAtClaims: ['{"sub":"root"}'],
};
for (const [member, values] of Object.entries(wrong)) {
  for (const value of values) {
    test(`seed 002: ${value.slice(0, 20)} is nothing for ${member}`, () => {
      const read = readGrantTerms({ [member]: value });
      assert.ok(read !== undefined && 'fault' in read && read.member === member);
    });
  }
}

test('seed 002: consented claims have an end', () => {
  const read = readGrantTerms({ consentedClaims: ['a'.repeat(maxShownBytes)] });
  assert.ok(read !== undefined && 'fault' in read && read.member === 'consentedClaims');
});
