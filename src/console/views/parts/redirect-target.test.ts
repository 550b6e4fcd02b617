import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRedirect } from './redirect-target.ts';

const targets: readonly (readonly [string, ReturnType<typeof describeRedirect>])[] = [
  ['https://app.example/callback', { words: 'app.example', isOnThisComputer: false, isSafeLink: true }],
  ['http://127.0.0.1:9876/callback', { words: '127.0.0.1:9876', isOnThisComputer: true, isSafeLink: true }],
  ['http://[::1]:9876/', { words: '[::1]:9876', isOnThisComputer: true, isSafeLink: true }],
  ['http://localhost/', { words: 'localhost', isOnThisComputer: true, isSafeLink: true }],
  ['https://localhost.evil.example/', { words: 'localhost.evil.example', isOnThisComputer: false, isSafeLink: true }],
  ['com.example.app:/callback', { words: 'the app that opens com.example.app: links', isOnThisComputer: false, isSafeLink: true }],
  ['javascript:alert(1)', { words: 'the app that opens javascript: links', isOnThisComputer: false, isSafeLink: false }],
  ['nowhere', { words: 'nowhere', isOnThisComputer: false, isSafeLink: false }],
];
for (const [uri, target] of targets) {
  test(`RFC 8252 §7: ${uri} is ${target.words}`, () => assert.deepEqual(describeRedirect(uri), target));
}
