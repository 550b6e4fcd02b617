import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findRedirectUriFault, isClaimedRedirectUri, matchesRedirectUri, redirectTarget } from './redirect-uri.ts';

const matching: readonly (readonly [registered: string, requested: string, matches: boolean])[] = [
  ['https://app.example.com/cb', 'https://app.example.com/cb', true],
  ['https://app.example.com/cb', 'https://app.example.com/cb/', false],
  ['https://app.example.com/cb', 'https://app.example.com/cb?x=1', false],
  ['https://app.example.com/cb', 'https://app.example.com/CB', false],
  ['https://app.example.com/cb', 'https://app.example.com:443/cb', false],
  ['https://app.example.com/cb', 'http://app.example.com/cb', false],
  ['https://app.example.com/cb', 'https://sub.app.example.com/cb', false],
  ['https://app.example.com/cb', 'https://app.example.com.evil.example/cb', false],
  ['https://app.example.com/cb', 'https://app.example.com@evil.example/cb', false],
  ['https://app.example.com/cb', 'https://app.example.com/cb/../cb', false],
  ['http://127.0.0.1/cb', 'http://127.0.0.1:51004/cb', true],
  ['http://127.0.0.1:9876/cb', 'http://127.0.0.1:51004/cb', true],
  ['http://[::1]/cb', 'http://[::1]:51004/cb', true],
  ['http://localhost/cb', 'http://localhost:3000/cb', true],
  ['http://localhost', 'http://localhost:3000', true],
  ['http://127.0.0.1/cb', 'http://localhost:51004/cb', false],
  ['http://127.0.0.1/cb', 'http://127.0.0.1:51004/other', false],
  ['http://127.0.0.1/cb', 'https://127.0.0.1:51004/cb', false],
  ['http://127.0.0.1/cb', 'http://127.0.0.1:51004@evil.example/cb', false],
  ['http://127.0.0.1/cb', 'http://127.0.0.1:/cb', false],
  ['http://127.0.0.1', 'http://127.0.0.1.evil.example', false],
  ['https://127.0.0.1/cb', 'https://127.0.0.1:51004/cb', false],
];

for (const [registered, requested, matches] of matching) {
  test(`RFC 8252 §7.3, RFC 9700 §4.1.3: ${requested} ${matches ? 'matches' : 'does not match'} ${registered}`, () => {
    assert.equal(matchesRedirectUri(registered, requested), matches);
  });
}

test('RFC 9700 §4.1.3: a redirect URI that is not loopback matches itself only', () => {
  fc.assert(fc.property(fc.webUrl(), fc.webUrl(), (a, b) => matchesRedirectUri(a, b) === (a === b)));
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => a === b || !matchesRedirectUri(a, b)));
});

const good: readonly (readonly ['public' | 'confidential', string])[] = [
  ['confidential', 'https://app.example.com/callback'],
  ['confidential', 'http://localhost:9876/callback'],
  ['confidential', 'https://app.example.com'],
  ['confidential', 'https://[2001:db8::1]:8443/cb?tenant=1'],
  ['public', 'com.example.app:/oauth2redirect'],
];
for (const [clientType, uri] of good) {
  test(`RFC 6749 §3.1.2: a ${clientType} client may register ${uri}`, () => {
    assert.equal(findRedirectUriFault(uri, clientType), undefined);
  });
}

const bad: readonly string[] = [
  ...[
    '',
    'localhost:3000',
    'coder.com',
    'http//coder',
    'bar',
    '/bar/baz/qux',
    'http',
    'http://',
    'https://a b.example/',
    ' https://a.example',
  ],
  ...[
    'https://a.example/#f',
    'https://a.example/cb#',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:a@b.example',
  ],
  ...[
    'https://user@a.example/',
    'https://user:pw@a.example/',
    'https:///cb',
    'https://?x',
    'https://a.example:port/',
    'http://a.example\\@b.example/',
  ],
  ...[
    'https://a.example/\n',
    'https://a.example/\0',
    'https://ä.example/',
    `https://a.example/${'x'.repeat(2048)}`,
    'https://a.example/"<script>',
  ],
];
for (const uri of bad) {
  test(`RFC 6749 §3.1.2: nobody may register ${JSON.stringify(uri.slice(0, 40))}`, () => {
    assert.ok(findRedirectUriFault(uri, 'confidential'));
    assert.ok(findRedirectUriFault(uri, 'public'));
  });
}

test('RFC 8252 §7.1: a scheme of its own is for apps that cannot keep a secret', () => {
  assert.ok(findRedirectUriFault('com.example.app:/cb', 'confidential'));
  assert.ok(findRedirectUriFault('myapp:/cb', 'public'));
});

test('a consent page shows the host, or the scheme of an app', () => {
  assert.equal(redirectTarget('https://app.example.com:8443/cb?x=1'), 'app.example.com:8443');
  assert.equal(redirectTarget('com.example.app:/cb'), 'com.example.app:');
});

test('every good redirect URI is one that the URL standard reads as the same host', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), (uri) => {
      if (findRedirectUriFault(uri, 'confidential') === undefined) assert.equal(new URL(uri).username, '');
    }),
  );
});

for (const [uri, isClaimed] of [
  ['https://app.example.com/callback', true],
  ['HTTPS://app.example.com:8443', true],
  ['https://localhost.example.com/', true],
  ['https://localhost:8443/callback', false],
  ['https://app.localhost./callback', false],
  ['https://127.0.0.2/callback', false],
  ['https://[::1]:8443/', false],
  ['http://app.example.com/callback', false],
  ['com.example.app:/callback', false],
] as const) {
  test(`RFC 8252 §7.2: ${uri} is ${isClaimed ? '' : 'not '}one party's own`, () => assert.equal(isClaimedRedirectUri(uri), isClaimed));
}
