import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../stores/mint.ts';
import { csrfTokenFor, csrfTokenMatches } from './csrf.ts';
import { sessionCookieAttributes } from './session-cookie.ts';
import { sessionLifetime } from './session-lifetime.ts';

test('a CSRF token belongs to one browser, and tells nothing of its secret', () => {
  const token = csrfTokenFor('gss_secret', sha256);
  assert.equal(token, csrfTokenFor('gss_secret', sha256));
  assert.notEqual(token, csrfTokenFor('gss_other', sha256));
  assert.notEqual(token, sha256('gss_secret'));
  assert.match(token, /^[\w-]{43}$/);
});

for (const [what, presented, matches] of [
  ['its own', csrfTokenFor('gss_secret', sha256), true],
  ['another browser’s', csrfTokenFor('gss_other', sha256), false],
  ['an empty', '', false],
  ['no', undefined, false],
] as const) {
  test(`a form with ${what} token is ${matches ? 'accepted' : 'refused'}`, () => {
    assert.equal(csrfTokenMatches(presented, 'gss_secret', sha256), matches);
  });
}

for (const [accessUrl, secure] of [
  ['https://auth.example.com', true],
  ['http://127.0.0.1:4600', false],
] as const) {
  test(`RFC 6265 §5.2.5: under ${accessUrl} the session cookie is ${secure ? '' : 'not '}Secure`, () => {
    const expected = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: sessionLifetime.absolute };
    assert.deepEqual(sessionCookieAttributes(accessUrl), expected);
  });
}
