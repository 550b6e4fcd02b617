import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { withoutSecrets } from './without-secrets.ts';

const provider = { clientId: 'grantry', clientSecret: new Secret('client secret/+"1') };
const token = new Secret('refresh-token=1');

for (const [title, words, expected] of [
  ['as it is', 'no such token: refresh-token=1!', 'no such token: [secret]!'],
  ['in a URL', '/revoke?token=refresh-token%3D1&x', '/revoke?token=[secret]&x'],
  ['in a form', 'client_secret=client+secret%2F%2B%221', 'client_secret=[secret]'],
  ['in JSON', '{"client_secret":"client secret/+\\"1"}', '{"client_secret":"[secret]"}'],
  ['as Basic credentials', `Basic ${btoa('grantry:client+secret%2F%2B%221')}`, 'Basic [secret]'],
  ['beyond what is kept', `${'x'.repeat(393)}refresh-token=1`, `${'x'.repeat(393)}[secret`],
  ['nowhere', 'nothing\u001b[2J to see', 'nothing [2J to see'],
] as const) {
  test(`a provider’s words are without the secret that was sent: ${title}`, () => {
    assert.equal(withoutSecrets(words, provider, [token, undefined]), expected);
  });
}

test('what is too short to be a secret stays', () => {
  assert.equal(withoutSecrets('a code is a code', { clientId: 'c', clientSecret: undefined }, [new Secret('code')]), 'a code is a code');
});
