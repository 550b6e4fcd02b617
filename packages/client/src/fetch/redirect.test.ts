import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readOutgoing } from './outgoing.ts';
import { followRedirect } from './redirect.ts';

const headers = { authorization: 'Bearer t', cookie: 'a=b', 'content-type': 'text/plain', accept: '*/*' };
const post = readOutgoing('https://api.test/a', { method: 'post', body: 'x', headers });
const to = (status: number, location: string) => new Response(null, { status, headers: { location } });

test('Fetch §4.4: 301 and 302 make a POST a GET, 303 makes everything one, 307 and 308 keep it', () => {
  for (const status of [301, 302, 303]) {
    const next = followRedirect(post, to(status, '/b'));
    assert.deepEqual([next?.method, next?.body, next?.headers.get('content-type')], ['GET', undefined, null]);
    assert.equal(next?.headers.get('authorization'), 'Bearer t');
  }
  for (const status of [307, 308]) assert.equal(followRedirect(post, to(status, '/b'))?.body, 'x');
  assert.equal(followRedirect({ ...post, method: 'HEAD' }, to(303, '/b'))?.method, 'HEAD');
  assert.equal(followRedirect({ ...post, body: new ReadableStream() }, to(307, '/b')), undefined);
});

test('what is no redirect, or leads to no web address, is not followed', () => {
  assert.equal(followRedirect(post, new Response('', { status: 201, headers: { location: '/b' } })), undefined);
  assert.equal(followRedirect(post, new Response(null, { status: 302 })), undefined);
  for (const location of ['javascript:alert(1)', 'file:///etc/passwd', 'http://['])
    assert.equal(followRedirect(post, to(302, location)), undefined);
});

test('RFC 9110 §15.4: credentials never follow to another origin', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.constantFrom(301, 302, 303, 307, 308), (location, status) => {
      const next = followRedirect(post, to(status, location));
      if (next === undefined) return;
      const stays = next.url.origin === post.url.origin;
      assert.equal(next.headers.has('authorization') || next.headers.has('cookie'), stays);
      assert.equal(next.headers.get('accept'), '*/*');
    }),
  );
  for (const location of ['http://api.test/', 'https://api.test:8443/', 'https://sub.api.test/', '//evil.test/'])
    assert.equal(followRedirect(post, to(307, location))?.headers.has('authorization'), false, location);
});
