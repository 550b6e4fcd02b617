import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formTargetOf, pageHeaders } from './page-headers.ts';

const policyOf = (options?: Parameters<typeof pageHeaders>[0]): string => pageHeaders(options)['content-security-policy'] ?? '';

test('CSP: nothing inline runs, and everything that is not named is refused', () => {
  assert.doesNotMatch(policyOf(), /unsafe|\*/);
  assert.match(policyOf(), /^default-src 'none'; /);
  for (const directive of ["form-action 'self';", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self'", "style-src 'self'"]) {
    assert.ok(policyOf().includes(directive), directive);
  }
});

test('pages are never stored, sniffed or framed, and send no referrer', () => {
  const headers = pageHeaders();
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['x-frame-options'], 'DENY');
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
});

test('a page that may be a pop-up keeps the window that opened it', () => {
  assert.equal(pageHeaders({ mayBePopup: true })['cross-origin-opener-policy'], 'unsafe-none');
});

const targets: readonly (readonly [string, string | undefined])[] = [
  ['https://app.example/callback?x=1', 'https://app.example'],
  ['https://app.example:8443/', 'https://app.example:8443'],
  ['http://127.0.0.1:9876/callback', 'http://127.0.0.1:9876'],
  ['http://[::1]:9876/callback', 'http:'],
  ['com.example.app:/callback', 'com.example.app:'],
  ['urn:ietf:wg:oauth:2.0:oob', 'urn:'],
  ['not a uri', undefined],
  ["https://a.example;script-src'/", 'https:'],
];
for (const [uri, source] of targets) {
  test(`CSP Level 3 §2.3.1: the form target of ${uri} is ${source ?? 'none'}`, () => assert.equal(formTargetOf(uri), source));
}

test('CSP Level 3 §6.4.2: a consent page names where its answer redirects to', () => {
  assert.match(policyOf({ formTargets: ['https://app.example'] }), /form-action 'self' https:\/\/app\.example;/);
});

test('a form target cannot smuggle another directive in', () => {
  assert.doesNotMatch(policyOf({ formTargets: ["https://a; script-src 'unsafe-inline'"] }), /unsafe/);
});
