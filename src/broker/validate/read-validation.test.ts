import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { readValidation } from './read-validation.ts';

const now = epochSeconds(1_800_000_000);
const generic = providerTypeOf('oauth2');
const cases: readonly (readonly [title: string, status: number, headers: Readonly<Record<string, string>>, verdict: string])[] = [
  ['E.32: 200 is valid', 200, {}, 'valid'],
  ['E.28: 401 is invalid', 401, {}, 'invalid'],
  ['E.29: 401 is invalid whatever the rate limit', 401, { 'x-ratelimit-remaining': '0', 'retry-after': '60' }, 'invalid'],
  ['E.24: 403 with nothing remaining is assumed valid', 403, { 'x-ratelimit-remaining': '0' }, 'assumed'],
  ['E.25: 403 with Retry-After is assumed valid', 403, { 'retry-after': '60' }, 'assumed'],
  ['E.26: 403 with something remaining is invalid', 403, { 'x-ratelimit-remaining': '10' }, 'invalid'],
  ['E.27: a plain 403 is invalid', 403, {}, 'invalid'],
  ['E.30: 429 is assumed valid', 429, {}, 'assumed'],
  ['E.4: 500 says nothing', 500, {}, 'unclear'],
  ['a redirect says nothing', 302, {}, 'unclear'],
  ['RFC 9449 §7.1: a refused proof says nothing of the token', 401, { 'www-authenticate': 'DPoP error="invalid_dpop_proof"' }, 'unclear'],
];

for (const [title, status, headers, verdict] of cases) {
  test(title, () => assert.equal(readValidation(generic, { outcome: 'answered', status, headers, body: 'why' }, now).verdict, verdict));
}

test('E.4: what the provider said is told', () => {
  const validation = readValidation(generic, { outcome: 'answered', status: 500, headers: {}, body: 'oops' }, now);
  assert.equal(validation.verdict === 'unclear' && validation.words, 'status 500: body: oops');
});

test('GitHub: the user is read; what cannot be read is valid without one', () => {
  const read = (body: string) => readValidation(providerTypeOf('github'), { outcome: 'answered', status: 200, headers: {}, body }, now);
  const validation = read('{"id":1,"login":"octo"}');
  assert.equal(validation.verdict === 'valid' && validation.user?.login, 'octo');
  assert.deepEqual(read('<html>'), { verdict: 'valid', user: undefined });
});

test('a rate limit says how long the provider is left alone', () => {
  const read = (headers: Readonly<Record<string, string>>) =>
    readValidation(generic, { outcome: 'answered', status: 429, headers, body: '' }, now);
  assert.deepEqual(
    [read({ 'retry-after': '7' }), read({})].map((validation) => validation.verdict === 'assumed' && validation.retryAfter),
    [7, undefined],
  );
});
