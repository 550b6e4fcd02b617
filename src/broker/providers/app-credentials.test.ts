import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../model/provider.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';

const github = { id: 'github', type: 'github', client_id: 'Iv1.abc', client_secret: 's' };
const key = '-----BEGIN RSA PRIVATE KEY-----\nnot really\n-----END RSA PRIVATE KEY-----';

const appOf = (more: Readonly<Record<string, string>>): Provider['app'] =>
  decodeProviderSettings({ environment: {}, list: [{ ...github, ...more }] })[0]?.app;

test('a provider has no app unless a private key is set', () => {
  assert.equal(appOf({}), undefined);
});

test('the app is told by its id, or by the client id, which GitHub takes as well', () => {
  assert.equal(appOf({ app_id: '12345', app_private_key: key })?.appId, '12345');
  assert.equal(appOf({ app_private_key: key })?.appId, 'Iv1.abc');
});

test('the key is a secret, or the path of a file', () => {
  const app = appOf({ app_private_key: key });
  assert.ok(!JSON.stringify(app).includes('not really'));
  assert.equal(app !== undefined && 'reveal' in app.privateKey && app.privateKey.reveal(), key);
  assert.deepEqual(appOf({ app_private_key_file: '/run/secrets/app.pem' })?.privateKey, { file: '/run/secrets/app.pem' });
});

for (const [what, settings, named] of [
  ['an id without a key', { app_id: '1' }, /app_private_key: found nothing/],
  ['a key and a file', { app_private_key: key, app_private_key_file: 'x.pem' }, /app_private_key_file: found "x\.pem"/],
  ['a key at a type without apps', { type: 'gitlab', app_private_key: key }, /app_private_key: found a value \(not shown\)/],
] as const) {
  test(`${what} is refused, and the key is not told`, () => {
    assert.throws(
      () => appOf(settings),
      (error: Error) => named.test(error.message) && !error.message.includes('not really'),
    );
  });
}
