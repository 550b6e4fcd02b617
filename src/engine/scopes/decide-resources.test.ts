import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { validService } from '../testing/records.ts';
import { decideResources, narrowResources } from './decide-resources.ts';

const a = 'https://a.example';
const b = 'https://b.example/x';
const closed = { ...validService, resources: [a] };
const outcome = (decided: readonly string[] | OAuthError): unknown => (decided instanceof OAuthError ? decided.code : decided);

test('RFC 8707 §2: any absolute URI may be asked for, unless the service lists its resources', () => {
  assert.deepEqual(outcome(decideResources(validService, [a, b, a])), [a, b]);
  assert.deepEqual(outcome(decideResources(validService, undefined)), []);
  assert.deepEqual(outcome(decideResources(closed, [`${a}/`, validService.issuer])), [`${a}/`, validService.issuer]);
  assert.equal(outcome(decideResources(closed, [a, b])), 'invalid_target');
});

test('RFC 8707 §2: malformed or too many resources are invalid_target', () => {
  for (const wrong of ['/x', 'x', `${a}#f`, '']) assert.equal(outcome(decideResources(validService, [wrong])), 'invalid_target');
  const many = Array.from({ length: 17 }, (_, index) => `${a}/${index}`);
  assert.equal(outcome(decideResources(validService, many)), 'invalid_target');
});

const narrowing: readonly (readonly [
  granted: readonly string[],
  requested: readonly string[] | undefined,
  omitted: 'refuse' | 'all',
  expected: unknown,
])[] = [
  [[], undefined, 'refuse', []],
  [[], undefined, 'all', []],
  [[a, b], undefined, 'refuse', 'invalid_target'],
  [[a, b], undefined, 'all', [a, b]],
  [[a, b], [b], 'refuse', [b]],
  [[a], [`${a}/`], 'refuse', [a]],
  [[`${a}/`, b], [a.toUpperCase(), a], 'all', [`${a}/`]],
  [[a], [b], 'all', 'invalid_target'],
  [[], [a], 'all', 'invalid_target'],
];

for (const [granted, requested, omitted, expected] of narrowing) {
  test(`RFC 8707 §2.2: [${granted}] asked for [${requested ?? ''}], ${omitted} if omitted → ${expected}`, () => {
    assert.deepEqual(outcome(narrowResources(granted, requested, omitted)), expected);
  });
}
