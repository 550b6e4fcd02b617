import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { test } from 'node:test';
import { isFromOurPages } from './form-guard.ts';

const senders: readonly (readonly [string, IncomingHttpHeaders, boolean])[] = [
  ['our page', { 'sec-fetch-site': 'same-origin' }, true],
  ['the person alone', { 'sec-fetch-site': 'none' }, true],
  ['another site', { 'sec-fetch-site': 'cross-site' }, false],
  ['a neighbouring host', { 'sec-fetch-site': 'same-site' }, false],
  ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'https://grantry.example' }, false],
  ['our page in an old browser', { origin: 'https://grantry.example' }, true],
  ['another site in an old browser', { origin: 'https://evil.example' }, false],
  ['a sandboxed frame', { origin: 'null' }, false],
  ['a program', {}, true],
];
for (const [sender, headers, isOurs] of senders) {
  test(`a form sent by ${sender} is ${isOurs ? 'taken' : 'refused'}`, () =>
    assert.equal(isFromOurPages(headers, 'https://grantry.example/'), isOurs));
}
