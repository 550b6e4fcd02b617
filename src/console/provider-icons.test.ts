import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isShownIcon } from './provider-icons.ts';

const icons: readonly (readonly [string, boolean])[] = [
  ['/icon/github.svg', true],
  ['https://cdn.example/logo.png', true],
  ['http://cdn.example/logo.png', false],
  ['/emojis/1f511.png', false],
  ['javascript:alert(1)', false],
  ['/icon/constructor.svg', false],
  ['constructor', false],
  ['', false],
];
for (const [url, isShown] of icons) {
  test(`the icon “${url}” is ${isShown ? 'shown' : 'replaced by a symbol'}`, () => assert.equal(isShownIcon(url), isShown));
}
