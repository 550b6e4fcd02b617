import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import { isRateLimited, readRetryAfter } from './retry-after.ts';

const now = epochSeconds(1_800_000_000);
const dateAt = (offset: number): string => new Date((now + offset) * 1000).toUTCString();
const date = dateAt(90);

const cases: readonly (readonly [title: string, headers: Readonly<Record<string, string>>, expected: number | undefined])[] = [
  ['seconds', { 'retry-after': '30' }, 30],
  ['a date', { 'retry-after': date }, 90],
  ['a date in the past is now', { 'retry-after': new Date(0).toUTCString() }, 0],
  ['a date of a provider ten minutes ahead', { 'retry-after': dateAt(690), date: dateAt(600) }, 90],
  ['a date of a provider ten minutes behind', { 'retry-after': dateAt(-510), date: dateAt(-600) }, 90],
  ['a date that does not say what time it is there', { 'retry-after': date, date: 'today' }, 90],
  [
    'GitHub: the reset of a limit by a clock ten minutes ahead',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 645), date: dateAt(600) },
    45,
  ],
  ['more than a day is a day', { 'retry-after': '99999999' }, 86_400],
  ['nonsense is nothing', { 'retry-after': 'later' }, undefined],
  ['nothing is nothing', {}, undefined],
  ['GitHub: the reset of a limit that is used up', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 45) }, 45],
  ['GitHub: a limit with something left', { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': String(now + 45) }, undefined],
];

for (const [title, headers, expected] of cases) {
  test(`RFC 9110 §10.2.3: ${title}`, () => assert.equal(readRetryAfter(headers, now), expected));
}

test('a 403 is a rate limit if it asks to come back or nothing remains', () => {
  assert.ok(isRateLimited({ 'retry-after': '1' }));
  assert.ok(isRateLimited({ 'x-ratelimit-remaining': '0' }));
  assert.ok(!isRateLimited({ 'x-ratelimit-remaining': '1' }));
  assert.ok(!isRateLimited({}));
});
