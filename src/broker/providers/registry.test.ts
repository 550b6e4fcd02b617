import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../model/provider.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import type { ProviderType } from './provider-type.ts';
import { providerTypeOf, providerTypes } from './registry.ts';

/** Where an operator says the provider is, for types that are at no place of their own. */
const exampleAuthUrls: Readonly<Record<string, string>> = {
  'bitbucket-server': 'https://bitbucket.example.com:7990/rest/oauth2/latest/authorize',
  'azure-devops-entra': 'https://login.microsoftonline.com/6f1c/oauth2/authorize',
  jfrog: 'https://example.jfrog.io/ui/authorization',
};
const hasPlace = ({ type, defaults }: ProviderType): boolean => defaults.authUrl !== undefined || exampleAuthUrls[type] !== undefined;
const providerOf = (type: string, more: object = {}): Provider => {
  const [provider] = decodeProviderSettings({
    environment: {},
    list: [{ type, client_id: 'c', client_secret: 's', auth_url: exampleAuthUrls[type] ?? '', ...more }],
  });
  return provider ?? assert.fail();
};

for (const type of providerTypes.filter(hasPlace)) {
  const provider = providerOf(type.type);

  test(`${type.type}: every URL is https, and the docs are linked`, () => {
    const { authUrl, tokenUrl, validateUrl, revokeUrl, deviceCodeUrl, appInstallationsUrl, apiBaseUrl } = provider;
    for (const url of [type.docs, authUrl, tokenUrl, validateUrl, revokeUrl, deviceCodeUrl, appInstallationsUrl, apiBaseUrl]) {
      if (url !== undefined) assert.equal(new URL(url).protocol, 'https:');
      assert.doesNotMatch(url ?? '', /[{}\s]/);
    }
  });

  test(`${type.type}: its pattern matches its own host and no look-alike`, () => {
    const host = type.defaults.regex === undefined ? new URL(provider.authUrl ?? '').host : hostIn(type.defaults.regex);
    const { regex } = provider;
    if (regex === undefined) return;
    for (const url of [`https://${host}/owner/repository.git`, `http://${host}`, `${host}/owner`]) assert.match(url, regex);
    for (const url of [
      `https://${host}.evil.example/x`,
      `https://evil.example/https://${host}/x`,
      `https://x${host.replaceAll('.', 'x')}/x`,
    ])
      assert.doesNotMatch(url, regex);
  });
}

const hostIn = ({ source }: RegExp): string => source.replace('^(https?:\\/\\/)?', '').replace('(\\/.*)?$', '').replaceAll('\\', '');

for (const { type, defaults, displayName, aliases = [] } of providerTypes) {
  test(`${type}: its scopes have no blanks, and its names are names`, () => {
    for (const scope of [...(defaults.scopes ?? []), ...(defaults.extraTokenKeys ?? [])]) assert.match(scope, /^\S+$/);
    for (const name of [type, ...aliases]) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(displayName, /^\S.*\S$/);
  });
}

test('every type has a name of its own', () => {
  const names = providerTypes.flatMap(({ type, aliases = [] }) => [type, ...aliases]);
  assert.equal(new Set(names).size, names.length);
});

test('§5.2: `bitbucket` is the older name of bitbucket-cloud', () => {
  const { id, type, displayName } = providerOf('bitbucket');
  assert.deepEqual([id, type, displayName], ['bitbucket', 'bitbucket-cloud', 'BitBucket']);
});

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
