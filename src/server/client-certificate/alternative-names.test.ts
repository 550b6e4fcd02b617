import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AlternativeName, readAlternativeNames } from './alternative-names.ts';

const table: readonly (readonly [title: string, text: string, names: readonly AlternativeName[]])[] = [
  ['nothing', '', []],
  ['one', 'DNS:a.example.com', [['DNS', 'a.example.com']]],
  [
    'several kinds',
    'DNS:a, URI:https://b/, IP Address:192.0.2.7, email:c@d',
    [
      ['DNS', 'a'],
      ['URI', 'https://b/'],
      ['IP Address', '192.0.2.7'],
      ['email', 'c@d'],
    ],
  ],
  ['one that poses as two', 'URI:"https://b/, DNS:evil.example.com"', [['URI', 'https://b/, DNS:evil.example.com']]],
  [
    'one with a quote in it',
    'URI:"a\\", DNS:evil", DNS:b',
    [
      ['URI', 'a", DNS:evil'],
      ['DNS', 'b'],
    ],
  ],
  ['a quote that does not end', 'URI:"a, DNS:evil', []],
  ['an unquoted quote', 'URI:a", DNS:evil', []],
];

for (const [title, text, names] of table) test(`RFC 5280 §4.2.1.6: ${title}`, () => assert.deepEqual(readAlternativeNames(text), names));

test('RFC 5280 §4.2.1.6: any text ends in names or in none', () => {
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(readAlternativeNames(text))));
});
