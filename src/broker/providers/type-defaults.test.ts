import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import type { Provider } from '../model/provider.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';

const providerOf = (settings: object): Provider => {
  const [provider] = decodeProviderSettings({ environment: {}, list: [{ client_id: 'c/1', client_secret: 's', ...settings }] });
  return provider ?? assert.fail();
};
const endpointsOf = ({ authUrl, tokenUrl, validateUrl, revokeUrl }: Provider) => [authUrl, tokenUrl, validateUrl, revokeUrl];

test('§5.2: GitLab is gitlab.com unless told otherwise', () => {
  const provider = providerOf({ type: 'gitlab' });
  const base = 'https://gitlab.com/oauth';
  assert.deepEqual(endpointsOf(provider), [`${base}/authorize`, `${base}/token`, `${base}/token/info`, `${base}/revoke`]);
  assert.equal(provider.regex?.source, String.raw`^(https?:\/\/)?gitlab\.com(\/.*)?$`);
});

test('G.7: self-hosted GitLab takes every endpoint, its API and its pattern from the host of AUTH_URL', () => {
  const authUrl = 'https://git.example.com:8443/oauth/authorize?x=1';
  const provider = providerOf({ type: 'gitlab', auth_url: authUrl });
  const base = 'https://git.example.com:8443';
  assert.deepEqual(endpointsOf(provider), [authUrl, `${base}/oauth/token`, `${base}/oauth/token/info`, `${base}/oauth/revoke`]);
  assert.equal(provider.apiBaseUrl, `${base}/api/v4`);
  assert.ok(provider.regex?.test('https://git.example.com:8443/a/b.git'));
  assert.ok(!provider.regex?.test('https://gitlab.com/a/b.git'));
});

for (const [title, settings, endpoints] of [
  [
    'Bitbucket Server’s paths are on the host of AUTH_URL',
    { type: 'bitbucket-server', auth_url: 'https://b.example/rest/oauth2/latest/authorize' },
    ['https://b.example/rest/oauth2/latest/token', 'https://b.example/rest/api/latest/inbox/pull-requests/count', undefined],
  ],
  [
    'Gitea’s paths are on the host of AUTH_URL',
    { type: 'gitea', auth_url: 'https://g.example/login/oauth/authorize' },
    ['https://g.example/login/oauth/access_token', 'https://g.example/login/oauth/userinfo', undefined],
  ],
  [
    'JFrog’s token endpoint has the client’s id in its path',
    { type: 'jfrog', auth_url: 'https://j.example/ui/authorization' },
    ['https://j.example/access/api/v1/integrations/c%2F1/token', 'https://j.example/access/api/v1/system/ping', undefined],
  ],
  [
    'Entra’s token endpoint is of the tenant AUTH_URL names',
    { type: 'azure-devops-entra', auth_url: 'https://login.microsoftonline.com/t-1/oauth2/authorize?domain_hint=x' },
    ['https://login.microsoftonline.com/t-1/oauth2/token', undefined, undefined],
  ],
  [
    'Microsoft Entra’s is too, and a slash at the end does no harm',
    { type: 'microsoft-entra', auth_url: 'https://login.microsoftonline.us/t-1/oauth2/v2.0/authorize/' },
    ['https://login.microsoftonline.us/t-1/oauth2/v2.0/token', 'https://graph.microsoft.com/v1.0/me', undefined],
  ],
  [
    'Microsoft Graph is not asked about tokens for something else',
    { type: 'microsoft-entra', scopes: 'api://mine/read offline_access' },
    ['https://login.microsoftonline.com/common/oauth2/v2.0/token', undefined, undefined],
  ],
  [
    'Google is not asked who a token is for that may not say',
    { type: 'google', scopes: 'https://www.googleapis.com/auth/drive' },
    ['https://oauth2.googleapis.com/token', undefined, 'https://oauth2.googleapis.com/revoke'],
  ],
  [
    'G.6: what the operator wrote wins over what is derived',
    { type: 'gitea', auth_url: 'https://g.example/a', token_url: 'https://t.example/t', validate_url: 'https://v.example/v' },
    ['https://t.example/t', 'https://v.example/v', undefined],
  ],
] as const) {
  test(`§5.2: ${title}`, () => assert.deepEqual(endpointsOf(providerOf(settings)).slice(1), endpoints));
}

test('G.6: scopes and a pattern of the operator’s own are used', () => {
  const { scopes, regex } = providerOf({ type: 'gitlab', scopes: 'api', regex: 'mine' });
  assert.deepEqual([scopes, regex?.source], [['api'], 'mine']);
});

for (const type of ['bitbucket-server', 'azure-devops-entra', 'jfrog']) {
  test(`§5.2: ${type} is nowhere until AUTH_URL says where`, () => {
    assert.throws(
      () => providerOf({ type }),
      (error) => error instanceof ConfigurationError && error.setting === 'external_auth[0].auth_url',
    );
  });
}

for (const authUrl of [
  'https://login.microsoftonline.com',
  'https://login.microsoftonline.com/',
  'https://login.microsoftonline.com/t/other',
]) {
  test(`§5.2: an AUTH_URL from which no tenant can be told is refused by what is missing: ${authUrl}`, () => {
    assert.throws(
      () => providerOf({ type: 'azure-devops-entra', auth_url: authUrl }),
      (error) => error instanceof ConfigurationError && error.setting === 'external_auth[0].token_url',
    );
  });
}

for (const type of ['oidc', 'acme', 'google', 'slack']) {
  test(`an issuer alone is enough for ${type}: its metadata says the rest`, () => {
    const provider = providerOf({ type, issuer: 'https://id.example' });
    assert.deepEqual(endpointsOf(provider), [undefined, undefined, undefined, undefined]);
    assert.ok(provider.scopes.includes('openid') && provider.scopesAreDefaults);
  });
}
