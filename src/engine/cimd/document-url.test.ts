import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { documentHost, findDocumentUrlFault, isDocumentUrl } from './document-url.ts';

const strict = { httpPermitted: false, queryPermitted: false, allowlist: undefined };
const draft = 'draft-ietf-oauth-client-id-metadata-document §3';

for (const url of [
  'https://app.example.com/client.json',
  'https://app.example.com/a/b/',
  'https://app.example.com:8443/x',
  'https://[2001:db8::1]/x',
  'https://app.example.com/~me/%41',
  'https://xn--bcher-kva.example/x',
])
  test(`${draft}: ${url} may be a client id`, () => {
    assert.equal(findDocumentUrlFault(url, strict), undefined);
    assert.ok(isDocumentUrl(url));
    assert.equal(documentHost(url), new URL(url).host);
  });

for (const url of [
  ...[
    '',
    'app',
    'ftp://app.example.com/x',
    'https:/app.example.com/x',
    'https://app.example.com',
    'https://app.example.com/',
    'HTTPS://a.example/x',
  ],
  ...[
    'http://app.example.com/x',
    'https://app.example.com/x?y=1',
    'https://app.example.com/x#y',
    'https://app.example.com/x?',
    'https://App.example.com/x',
  ],
  ...[
    'https://me@app.example.com/x',
    'https://me:pw@app.example.com/x',
    'https://@app.example.com/x',
    'https://app.example.com:/x',
    'https://app.example.com:0/x',
  ],
  ...[
    'https://app.example.com/./x',
    'https://app.example.com/../x',
    'https://app.example.com/a/..',
    'https://app.example.com/%2e%2E/x',
    'https://app.example.com/.%2e/x',
  ],
  ...[
    'https://app.example.com/a b',
    'https://app.example.com/ä',
    'https://app.example.com\\@evil.example/x',
    'https://app.example.com/\n',
    'https:///x',
  ],
  ...['https://.example.com/x', 'https://a..example/x', `https://app.example.com/${'x'.repeat(255)}`, ' https://app.example.com/x'],
])
  test(`${draft}: ${JSON.stringify(url.slice(0, 50))} may not`, () => assert.ok(findDocumentUrlFault(url, strict)));

test('seed 002 §6.6: http and queries are let in where they are permitted', () => {
  assert.equal(findDocumentUrlFault('http://localhost:3000/x', { ...strict, httpPermitted: true }), undefined);
  assert.equal(findDocumentUrlFault('https://a.example/x?y=1', { ...strict, queryPermitted: true }), undefined);
  assert.ok(findDocumentUrlFault('http://a.example/x', { ...strict, queryPermitted: true }));
});

const allowlist = ['https://a.example/apps', 'https://b.example/', 'https://c.example'];
for (const [url, isAllowed] of [
  ['https://a.example/apps', true],
  ['https://a.example/apps/x', true],
  ['https://a.example/apps?x=1', true],
  ['https://a.example/apps2', false],
  ['https://a.example/x/apps', false],
  ['https://b.example/x', true],
  ['https://b.example.evil.example/x', false],
  ['https://c.example/x', true],
  ['https://c.example:8443/x', false],
  ['https://c.example.evil.example/x', false],
  ['http://c.example/x', false],
] as const)
  test(`seed 002 §6.6: the allowlist ${isAllowed ? 'lets' : 'does not let'} ${url} in, by whole path segments`, () => {
    const rules = { httpPermitted: true, queryPermitted: true, allowlist };
    assert.equal(findDocumentUrlFault(url, rules) === undefined, isAllowed);
  });

test(`${draft}: a URL that is taken is one that the URL standard writes the same way`, () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
      if (findDocumentUrlFault(url, { ...strict, queryPermitted: true }) !== undefined) return;
      const read = new URL(url);
      assert.deepEqual([read.username, read.hash, documentHost(url)?.replace(/:443$/, '')], ['', '', read.host]);
    }),
  );
});
