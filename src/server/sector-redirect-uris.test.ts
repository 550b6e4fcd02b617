import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboundAnswer } from '../broker/ports.ts';
import { createFetchSectorRedirectUris } from './sector-redirect-uris.ts';

const answered = (body: string, status = 200): OutboundAnswer => ({ outcome: 'answered', status, headers: {}, body });

const table: readonly (readonly [title: string, answer: OutboundAnswer, expected: readonly string[] | RegExp])[] = [
  ['a list', answered('["https://a.example/cb"]'), ['https://a.example/cb']],
  ['not JSON', answered('<html>'), /not a JSON array/],
  ['an object', answered('{}'), /not a JSON array/],
  ['a list of something else', answered('[1]'), /not a JSON array/],
  ['not found', answered('[]', 404), /status 404/],
  ['a redirect', answered('[]', 302), /status 302/],
  ['endless', answered(`["${'x'.repeat(70_000)}"]`), /larger than/],
  ['a private address', { outcome: 'failed', reached: false, words: '10.0.0.1 is a private address, which is not allowed' }, /private/],
];

for (const [title, answer, expected] of table) {
  test(`OpenID Connect Core §8.1: a sector_identifier_uri with ${title}`, async () => {
    const found = await createFetchSectorRedirectUris(async () => answer)('https://sector.example/');
    if (found.outcome === 'found') assert.deepEqual(found.redirectUris, expected);
    else assert.match(found.reason, expected instanceof RegExp ? expected : /^$/);
  });
}
