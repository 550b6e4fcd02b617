import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalizeTargetUri } from './target-uri.ts';

const token = 'https://server.example.com/token';

const table: readonly (readonly [uri: string, expected: string | undefined])[] = [
  [token, token],
  ['HTTPS://Server.Example.COM/token', token],
  ['https://server.example.com:443/token', token],
  ['https://server.example.com:0443/token', token],
  ['https://server.example.com:/token', token],
  ['https://server.example.com/token?grant=1', token],
  ['https://server.example.com/token#part', token],
  ['https://server.example.com/token?a#b?c', token],
  ['https://server.example.com/a/../token', token],
  ['https://server.example.com/./token', token],
  ['https://server.example.com/%74oken', token],
  ['https://server.example.com/%2e/token', token],
  ['https://server.example.com/a/%2E%2e/token', token],
  ['https://server.example.com/../../token', token],
  ['https://server.example.com:8443/token', 'https://server.example.com:8443/token'],
  ['https://server.example.com:80/token', 'https://server.example.com:80/token'],
  ['http://server.example.com:80/token', 'http://server.example.com/token'],
  ['http://server.example.com/token', 'http://server.example.com/token'],
  ['https://server.example.com/token/', 'https://server.example.com/token/'],
  ['https://server.example.com/Token', 'https://server.example.com/Token'],
  ['https://server.example.com/a%2fb', 'https://server.example.com/a%2Fb'],
  ['https://server.example.com//token', 'https://server.example.com//token'],
  ['https://server.example.com', 'https://server.example.com/'],
  ['https://server.example.com?a=b', 'https://server.example.com/'],
  ['https://server.example.com/a/..', 'https://server.example.com/'],
  ['https://server.example.com/a/.', 'https://server.example.com/a/'],
  ['http://[2001:DB8::1]:80/', 'http://[2001:db8::1]/'],
  ['https://user@server.example.com/token', undefined],
  ['https://user:password@server.example.com/token', undefined],
  ['https://server.example.com@evil.example/token', undefined],
  ['https://server.example.com\\@evil.example/token', undefined],
  ['https://server.example.com:99999/token', undefined],
  ['https://server.example.com:4x/token', undefined],
  ['https:///token', undefined],
  ['https:/server.example.com/token', undefined],
  ['//server.example.com/token', undefined],
  ['/token', undefined],
  ['ftp://server.example.com/token', undefined],
  ['https://server.example.com/to ken', undefined],
  ['https://server.example.com/to%2', undefined],
  ['https://server.example.com/to%zz', undefined],
  ['https://sérver.example.com/token', undefined],
  ['https://server.example.com/token\n', undefined],
  ['', undefined],
  [`https://server.example.com/${'a'.repeat(2048)}`, undefined],
];

for (const [uri, expected] of table) {
  test(`RFC 9449 §4.3: ${JSON.stringify(uri.slice(0, 60))} is compared as ${expected ?? 'nothing'}`, () => {
    assert.equal(normalizeTargetUri(uri), expected);
  });
}

test('RFC 3986 §6.2: what is normalised is normal, and URL agrees on where it leads', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (uri) => {
      const normal = normalizeTargetUri(uri);
      fc.pre(normal !== undefined);
      assert.equal(normalizeTargetUri(normal), normal);
      const [mine, theirs] = [new URL(normal), new URL(uri)];
      assert.deepEqual([mine.origin, mine.search, mine.hash], [theirs.origin, '', '']);
      assert.equal(normalizeTargetUri(mine.href), normalizeTargetUri(theirs.href));
    }),
  );
});

test('RFC 9449 §4.3: query and fragment never count', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abc/?&=%41.~') });
  fc.assert(
    fc.property(fc.webUrl(), letters, letters, (uri, query, fragment) => {
      const normal = normalizeTargetUri(uri);
      const longer = normalizeTargetUri(`${uri}?${query.replaceAll('%', '')}#${fragment.replaceAll('%', '')}`);
      assert.equal(longer, normal);
    }),
  );
});

test('RFC 9449 §4.3: any text is normalised or refused, never thrown at', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }).map((text) => `https://${text}`),
      ),
      (text) => {
        const normal = normalizeTargetUri(text);
        if (normal !== undefined) assert.ok(URL.canParse(normal) || normal.includes('%'), normal);
      },
    ),
  );
});
