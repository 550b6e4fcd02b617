import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../model/provider.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import type { Members } from './members.ts';
import { providerTypeOf } from './registry.ts';

const read = (type: string, members: Members): Members => providerTypeOf(type).readTokenAnswer?.(members) ?? members;

for (const [type, members, expected] of [
  ['github', { scope: 'repo,gist' }, { scope: 'repo gist' }],
  ['linear', { scope: ['read', 'write'] }, { scope: 'read write' }],
  ['linear', { scope: 'read write' }, { scope: 'read write' }],
  ['linear', { access_token: 'a' }, { access_token: 'a' }],
  ['azure-devops', { Error: 'invalid_grant', ErrorDescription: 'gone' }, { error: 'invalid_grant', error_description: 'gone' }],
  ['azure-devops', { access_token: 'a' }, { access_token: 'a' }],
  ['notion', { error: 'invalid_grant' }, { error: 'invalid_grant' }],
] as const) {
  test(`RFC 6749 §5: ${type}’s ${JSON.stringify(members)} means ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(read(type, members), expected);
  });
}

test('RFC 6749 §5.2: Notion’s errors are understood as its API words them', () => {
  const { error, error_description: description } = read('notion', {
    object: 'error',
    status: 400,
    code: 'invalid_grant',
    message: 'gone',
  });
  assert.deepEqual([error, description], ['invalid_grant', 'gone']);
});

const entra = (scopes: string): Provider => {
  const authUrl = 'https://login.microsoftonline.com/t/oauth2/authorize';
  const list = [{ type: 'azure-devops-entra', client_id: 'c', client_secret: 's', auth_url: authUrl, scopes }];
  return decodeProviderSettings({ environment: {}, list })[0] ?? assert.fail();
};
const refreshBody = (provider: Provider): URLSearchParams => {
  const parameters = { grant_type: 'refresh_token', refresh_token: 'r' };
  const request = { provider, url: 'https://t.example', clientAuth: provider.clientAuth, parameters, redirectUri: 'https://r.example' };
  return new URLSearchParams(providerTypeOf(provider.type).tokenRequest?.(request).body);
};

test('E.22: Entra’s refresh repeats the scopes, and has no scope if there are none', () => {
  assert.equal(refreshBody(entra('vso.code offline_access')).get('scope'), 'vso.code offline_access');
  assert.equal(refreshBody(entra('')).has('scope'), false);
});

test('G.8: JFrog’s exchange carries the client secret as a Bearer token, and not in its body', () => {
  const list = [{ type: 'jfrog', client_id: 'c', client_secret: 's', auth_url: 'https://j.example/ui/authorization' }];
  const [provider = assert.fail()] = decodeProviderSettings({ environment: {}, list });
  const request = providerTypeOf('jfrog').tokenRequest?.({
    provider,
    url: provider.tokenUrl ?? '',
    clientAuth: provider.clientAuth,
    parameters: { grant_type: 'authorization_code', code: 'code-1' },
    redirectUri: 'https://r.example',
  });
  assert.equal(request?.url, 'https://j.example/access/api/v1/integrations/c/token');
  assert.equal(request.headers.authorization, 'Bearer s');
  assert.equal(new URLSearchParams(request.body).has('client_secret'), false);
});

test('§3.2: git is given the user name each provider wants', () => {
  const credentials = (type: string) => providerTypeOf(type).gitCredentials?.('t');
  assert.deepEqual(credentials('gitlab'), { username: 'oauth2', password: 't' });
  for (const type of ['bitbucket-cloud', 'bitbucket-server', 'bitbucket'])
    assert.deepEqual(credentials(type), { username: 'x-token-auth', password: 't' });
  for (const type of ['github', 'gitea', 'azure-devops', 'azure-devops-entra', 'slack', 'jfrog', 'acme'])
    assert.equal(credentials(type), undefined);
});

test('Bitbucket Server: a page in place of a name names nobody', () => {
  const name = (answer: unknown) => providerTypeOf('bitbucket-server').readAccount?.({ answer, token: {}, claims: {} })?.name;
  assert.deepEqual(
    [name('ada\n'), name(1234), name('<html>'), name(''), name(undefined), name({})],
    ['ada', '1234', undefined, undefined, undefined, undefined],
  );
});

test('Notion: the person stands for a workspace without name', () => {
  const token = { bot_id: 'b', owner: { type: 'user', user: { person: { email: 'ada@example.com' } } } };
  assert.deepEqual(providerTypeOf('notion').readAccount?.({ answer: undefined, token, claims: {} }), { id: 'b', name: 'ada@example.com' });
});

test('JFrog: the access token’s subject names the user, unless it is no user', () => {
  const name = (sub: unknown) => {
    const token = { access_token: `e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.c2ln` };
    return providerTypeOf('jfrog').readAccount?.({ answer: undefined, token, claims: {} })?.name;
  };
  assert.deepEqual([name('jfac@01/users/ada'), name('jfac@01'), name(7)], ['ada', undefined, undefined]);
});
