import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesInTime } from './matches-in-time.ts';

for (const [pattern, text, expected] of [
  [/^(https?:\/\/)?github\.com(\/.*)?$/, 'https://github.com/octo/app', true],
  [/^(https?:\/\/)?github\.com(\/.*)?$/, 'https://github.com.evil.example/', false],
  [/git\.example/, 'https://git.example/x', true],
  [/^https:\/\/[a-z]+\.example\/.+/i, 'https://GIT.example/x', true],
  [/^https:\/\/[a-z]+\.example\/.+/, 'https://1.example/x', false],
] as const) {
  test(`${pattern} ${expected ? 'matches' : 'does not match'} ${text}`, () => assert.equal(matchesInTime(pattern, text), expected));
}

for (const pattern of [/^(a+)+$/, /^(a|a)*$/, /^(.*)*x$/, /^(a{1,9}){1,99}$/, /^(\w+\s?)*\.$/, /(.*)*(.*)*z/]) {
  test(`${pattern} over a text made for it ends, and does not match`, { timeout: 5000 }, () =>
    assert.equal(matchesInTime(pattern, `${'a'.repeat(2000)}!`), false),
  );
}
