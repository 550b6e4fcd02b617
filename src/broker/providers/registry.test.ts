import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerTypeOf, providerTypes } from './registry.ts';

for (const type of providerTypes) {
  test(`${type.type}: every URL is https, and the docs are linked`, () => {
    const { authUrl, tokenUrl, validateUrl, revokeUrl, deviceCodeUrl, appInstallationsUrl, apiBaseUrl } = type.defaults;
    for (const url of [type.docs, authUrl, tokenUrl, validateUrl, revokeUrl, deviceCodeUrl, appInstallationsUrl, apiBaseUrl]) {
      if (url !== undefined) assert.equal(new URL(url).protocol, 'https:');
    }
  });

  test(`${type.type}: the pages and the token endpoint are of one host, which its pattern matches`, () => {
    const { authUrl, tokenUrl, regex } = type.defaults;
    if (authUrl === undefined || tokenUrl === undefined) return;
    assert.equal(new URL(authUrl).host, new URL(tokenUrl).host);
    assert.match(`https://${new URL(authUrl).host}/owner/repository.git`, regex ?? /^/);
    assert.doesNotMatch(`https://${new URL(authUrl).host}.evil.example/x`, regex ?? /^$/);
  });
}

test('a type nobody knows is generic', () => assert.equal(providerTypeOf('acme').type, 'oauth2'));

test('GitHub: users and installations are read, and what is none is left out', () => {
  const github = providerTypeOf('github');
  const account = { id: 7, login: 'octo', avatar_url: 'https://a', html_url: 'https://h', name: null };
  assert.deepEqual(github.readUser?.(account), { id: 7, login: 'octo', avatarUrl: 'https://a', profileUrl: 'https://h', name: '' });
  assert.equal(github.readUser?.('octo'), undefined);
  const installations = [{ id: 1, html_url: 'https://i', account }, { id: 2 }, 'x'];
  assert.deepEqual(
    github.readInstallations?.({ installations }).map(({ id, configureUrl }) => [id, configureUrl]),
    [[1, 'https://i']],
  );
  assert.deepEqual(github.readInstallations?.(undefined), []);
});
