import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { providerTypes } from '../broker/providers/registry.ts';
import { serveAssets } from './assets.ts';
import { isShownIcon } from './provider-icons.ts';

const icons: readonly (readonly [string, boolean])[] = [
  ['/icon/github.svg', true],
  ['https://cdn.example/logo.png', true],
  ['http://cdn.example/logo.png', false],
  ['/emojis/1f511.png', true],
  ['/emojis/1f680.png', false],
  ['javascript:alert(1)', false],
  ['/icon/constructor.svg', false],
  ['constructor', false],
  ['', false],
];
for (const [url, isShown] of icons) {
  test(`the icon “${url}” is ${isShown ? 'shown' : 'replaced by a symbol'}`, () => assert.equal(isShownIcon(url), isShown));
}

test('every type of provider has an icon that is shown and served', async (t) => {
  const app = fastify();
  await app.register(serveAssets);
  t.after(() => app.close());
  for (const { type, displayIcon } of providerTypes) {
    assert.ok(isShownIcon(displayIcon), type);
    const first = await app.inject(displayIcon);
    const answer = first.statusCode === 308 ? await app.inject(String(first.headers.location)) : first;
    assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, 'image/svg+xml'], type);
  }
});
