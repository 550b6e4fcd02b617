import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { documentLifetime, documentLifetimes } from './document-lifetime.ts';

const { least, usual, most } = documentLifetimes;
const date = 'Sat, 21 Nov 2026 10:00:00 GMT';

const table: readonly (readonly [title: string, headers: Readonly<Record<string, string>>, lifetime: number])[] = [
  ['RFC 9111 §4.2.2: an answer that says nothing', {}, usual],
  ['RFC 9111 §5.2.2.1: max-age', { 'cache-control': 'public, max-age=600' }, 600],
  ['RFC 9111 §5.2.2.10: s-maxage before max-age', { 'cache-control': 'max-age=600, s-maxage=1200' }, 1200],
  ['RFC 9111 §5.2: a value in quotes', { 'cache-control': 'max-age="700"' }, 700],
  ['RFC 9111 §5.2.2.5: no-store', { 'cache-control': 'no-store, max-age=600' }, least],
  ['RFC 9111 §5.2.2.4: no-cache', { 'cache-control': 'No-Cache' }, least],
  ['RFC 9111 §5.1: the age counts', { 'cache-control': 'max-age=600', age: '500' }, 100],
  ['RFC 9111 §5.1: an age beyond max-age', { 'cache-control': 'max-age=600', age: '6000' }, least],
  ['RFC 9111 §5.3: Expires', { expires: 'Sat, 21 Nov 2026 10:10:00 GMT', date }, 600],
  ['RFC 9111 §5.3: an Expires that is no date', { expires: '0', date }, least],
  ['RFC 9111 §5.3: max-age before Expires', { 'cache-control': 'max-age=900', expires: date, date }, 900],
  ['a year is longer than we believe', { 'cache-control': 'max-age=31536000' }, most],
  ['RFC 9111 §1.2.2: a max-age that is no number', { 'cache-control': 'max-age=-5' }, usual],
];

for (const [title, headers, lifetime] of table)
  test(`${title} makes a document fresh for ${lifetime} s`, () => assert.equal(documentLifetime(headers), lifetime));

test('whatever the headers say, the lifetime is within our bounds', () => {
  const headers = fc.record({ 'cache-control': fc.string(), expires: fc.string(), date: fc.string(), age: fc.string() });
  fc.assert(
    fc.property(headers, (sent) => {
      const lifetime = documentLifetime(sent);
      assert.ok(lifetime >= least && lifetime <= most);
    }),
  );
});
