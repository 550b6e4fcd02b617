import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxPropertyBytes, maxShownBytes } from './extra-properties.ts';
import { type OptionsInput, readTokenOptions } from './read-token-options.ts';
import { reservedClaims, reservedProperties } from './reserved-names.ts';
import { noOptions } from './token-options.ts';

const random = 'Zp3vQ8yLx0_kT6mB1sN9dF4hJ7gR2wC5aE-uIoYtVbX';
const property = (key: string, value = 'v', hidden = false) => ({ key, value, hidden });

const nothing: readonly OptionsInput[] = [
  {},
  { accessTokenDuration: 0, refreshTokenDuration: -1, properties: [], jwtAtClaims: '', accessToken: '', dpopNonceRequired: false },
  { jwtAtClaims: '{}' },
];
for (const input of nothing) {
  test(`seed 002: ${JSON.stringify(input)} says nothing`, () => assert.equal(readTokenOptions(input), noOptions));
}

test('seed 002: what is said is read', () => {
  const { accessToken, ...options } = {
    accessToken: undefined,
    ...readTokenOptions({
      accessToken: random,
      accessTokenDuration: 60,
      refreshTokenDuration: 120,
      jwtAtClaims: '{"roles":["a"],"n":null}',
      properties: [property('a'), { key: 'a', value: 'newer' }, property('b', '', true)],
      dpopNonceRequired: true,
    }),
  };
  assert.equal(accessToken?.reveal(), random);
  assert.deepEqual(options, {
    accessTokenLifetime: 60,
    refreshTokenLifetime: 120,
    claims: { roles: ['a'], n: null },
    properties: [property('a', 'newer'), property('b', '', true)],
    isDpopNonceRequired: true,
  });
});

const wrong: readonly (readonly [title: string, input: OptionsInput, fault: string])[] = [
  ['half a second', { accessTokenDuration: 0.5 }, 'accessTokenDuration'],
  ['a duration without end', { refreshTokenDuration: Number.POSITIVE_INFINITY }, 'refreshTokenDuration'],
  ['more than a hundred years', { accessTokenDuration: 3_155_760_001 }, 'accessTokenDuration'],
  ['claims that are no JSON', { jwtAtClaims: '{' }, 'jwtAtClaims'],
  ['claims in a list', { jwtAtClaims: '[]' }, 'jwtAtClaims'],
  ['null for claims', { jwtAtClaims: 'null' }, 'jwtAtClaims'],
  ['claims without bounds', { jwtAtClaims: JSON.stringify({ a: 'é'.repeat(maxShownBytes / 2) }) }, 'jwtAtClaims'],
  ['a property without key', { properties: [property('')] }, 'properties'],
  ['a key without end', { properties: [property('k'.repeat(256))] }, 'properties'],
  ['visible properties without bounds', { properties: [property('k', 'v'.repeat(maxShownBytes))] }, 'properties'],
  ['hidden properties without bounds', { properties: [property('k', 'v'.repeat(maxPropertyBytes), true)] }, 'properties'],
  ['a short token', { accessToken: random.slice(0, 31) }, 'accessToken'],
  ['a token without end', { accessToken: random.repeat(100) }, 'accessToken'],
  ['a token of one letter', { accessToken: 'a'.repeat(43) }, 'accessToken'],
  ['a token with a space', { accessToken: `${random} x` }, 'accessToken'],
  ['a token with = inside', { accessToken: `${random}=x` }, 'accessToken'],
  ['a token beyond ASCII', { accessToken: `${random}é` }, 'accessToken'],
  ['a token like ours', { accessToken: `gat_${random}` }, 'accessToken'],
];
for (const [title, input, member] of wrong) {
  test(`seed 002: ${title} is a fault of ${member}`, () => {
    const read = readTokenOptions(input);
    assert.ok('fault' in read);
    assert.equal(read.member, member);
  });
}

test('RFC 9068 §2.2: no claim, and no property, says what is the server’s to say', () => {
  for (const name of reservedClaims) assert.ok('fault' in readTokenOptions({ jwtAtClaims: `{"${name}":1}` }), name);
  for (const name of reservedProperties) {
    for (const hidden of [true, false]) assert.ok('fault' in readTokenOptions({ properties: [property(name, 'v', hidden)] }), name);
  }
});

test('seed 002: hidden properties may take eight times what is shown', () => {
  assert.ok(!('fault' in readTokenOptions({ properties: [property('k', 'v'.repeat(60_000), true)] })));
});

test('seed 002: whatever is said is read or refused, and reading never throws', () => {
  const input = fc.record(
    {
      accessTokenDuration: fc.oneof(fc.integer(), fc.double()),
      refreshTokenDuration: fc.oneof(fc.integer(), fc.double()),
      jwtAtClaims: fc.oneof(
        fc.json(),
        fc.string(),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()).map((claims) => JSON.stringify(claims)),
      ),
      properties: fc.array(fc.record({ key: fc.string({ unit: 'binary' }), value: fc.string({ unit: 'binary' }), hidden: fc.boolean() })),
      accessToken: fc.oneof(fc.string({ unit: 'binary' }), fc.base64String({ minLength: 30, maxLength: 60 })),
      dpopNonceRequired: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(input, (said) => {
      const read = readTokenOptions(said);
      if ('fault' in read) return;
      for (const lifetime of [read.accessTokenLifetime, read.refreshTokenLifetime]) assert.ok(lifetime === undefined || lifetime >= 1);
      const keys = (read.properties ?? []).map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length);
      assert.ok([...keys, ...Object.keys(read.claims ?? {})].every((name) => !reservedClaims.has(name)));
    }),
  );
});
