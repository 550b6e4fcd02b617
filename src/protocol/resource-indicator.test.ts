import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isResourceIndicator, isSameResource, normalizeResource } from './resource-indicator.ts';

for (const uri of ['https://api.example.com', 'https://api.example.com/v1?x=1', 'urn:example:api', 'http://localhost:3000/mcp']) {
  test(`RFC 8707 §2: ${uri} is a resource indicator`, () => assert.ok(isResourceIndicator(uri)));
}

for (const text of [
  '',
  '/api',
  'api.example.com',
  'https://',
  'https://a.example/#x',
  'https://a.example#',
  'https://a b.example',
  'urn:',
  `https://a.example/${'x'.repeat(2048)}`,
  'https://a.example/\n',
]) {
  test(`RFC 8707 §2: ${JSON.stringify(text.slice(0, 40))} is none`, () => assert.ok(!isResourceIndicator(text)));
}

const same: readonly (readonly [a: string, b: string, isSame: boolean])[] = [
  ['https://a.example', 'https://a.example/', true],
  ['https://a.example/mcp', 'https://a.example/mcp/', true],
  ['HTTPS://A.example:443/x/../mcp', 'https://a.example/mcp', true],
  ['http://a.example:80', 'http://a.example', true],
  ['https://a.example:8443', 'https://a.example', false],
  ['https://a.example/MCP', 'https://a.example/mcp', false],
  ['https://a.example', 'http://a.example', false],
  ['https://a.example.evil', 'https://a.example', false],
  ['https://a.example/mcp?x=1', 'https://a.example/mcp', false],
  ['urn:example:a', 'urn:example:A', false],
];

for (const [a, b, isSame] of same) {
  test(`RFC 3986 §6.2: ${a} and ${b} are ${isSame ? 'the same' : 'different'}`, () => assert.equal(isSameResource(a, b), isSame));
}

test('RFC 3986 §6.2: normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (uri) => {
      const once = normalizeResource(uri);
      assert.equal(normalizeResource(once), once);
    }),
  );
});

test('RFC 8707 §2: any text is judged without an exception', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof isResourceIndicator(text) === 'boolean'));
});
