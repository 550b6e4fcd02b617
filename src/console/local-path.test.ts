import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localPath } from './local-path.ts';

const places: readonly (readonly [string | undefined, string])[] = [
  [undefined, '/home'],
  ['', '/home'],
  ['/connections?notice=refreshed#top', '/connections?notice=refreshed'],
  ['https://evil.example/path?x=1', '/path?x=1'],
  ['//evil.example/path', '/path'],
  ['/\\evil.example', '/'],
  ['/.//evil.example', '/evil.example'],
  ['javascript:alert(1)', '/alert(1)'],
  ['/oauth2/authorize?client_id=7&state=%2F', '/oauth2/authorize?client_id=7&state=%2F'],
];
for (const [text, path] of places) {
  test(`a redirect to ${text} goes to ${path}`, () => assert.equal(localPath(text, '/home'), path));
}

test('RFC 9700 §4.11: no text leads to another site', () => {
  const awkward = fc
    .array(fc.constantFrom('/', '\\', '.', '..', ':', '@', 'http:', 'evil', '\t', '%2f', '?', '#'))
    .map((parts) => parts.join(''));
  fc.assert(fc.property(awkward, (text) => assert.equal(new URL(localPath(text, '/'), 'https://ours.example').host, 'ours.example')));
});
