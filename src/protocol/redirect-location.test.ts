import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeRedirectLocation } from './redirect-location.ts';

const table: readonly (readonly [uri: string, parameters: Readonly<Record<string, string | undefined>>, location: string])[] = [
  ['https://a.example/cb', { code: 'x', state: undefined }, 'https://a.example/cb?code=x'],
  ['https://a.example/cb?tenant=1', { code: 'x' }, 'https://a.example/cb?tenant=1&code=x'],
  ['https://a.example/cb?code=old&%73tate=old&tenant=1', { code: 'x' }, 'https://a.example/cb?tenant=1&code=x'],
  ['https://a.example/cb?', { code: 'x' }, 'https://a.example/cb?code=x'],
  ['https://a.example/cb?a=b?c', { code: 'x' }, 'https://a.example/cb?a=b?c&code=x'],
  ['https://a.example/cb?%zz=1', { code: 'x' }, 'https://a.example/cb?%zz=1&code=x'],
  ['com.example.app:/cb', { state: 'a b&c' }, 'com.example.app:/cb?state=a%20b%26c'],
  ['https://a.example/cb', {}, 'https://a.example/cb'],
];

for (const [uri, parameters, location] of table) {
  test(`RFC 6749 §4.1.2: ${uri} with ${JSON.stringify(parameters)}`, () => {
    assert.equal(makeRedirectLocation(uri, parameters), location);
  });
}

test('RFC 6749 §4.1.2: the client reads back every state, whatever its letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (state) => {
      const { searchParams } = new URL(makeRedirectLocation('https://a.example/cb', { state }));
      assert.equal(searchParams.get('state'), state.toWellFormed());
    }),
  );
});
