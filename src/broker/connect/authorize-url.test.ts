import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../model/provider.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import { authorizeUrl, callbackUrl } from './authorize-url.ts';

const make = (settings: Readonly<Record<string, unknown>>): Provider => {
  const endpoints = { auth_url: 'https://p.example/a', token_url: 'https://p.example/t' };
  const [provider] = decodeProviderSettings({ environment: {}, list: [{ id: 'p', client_id: 'c', ...endpoints, ...settings }] });
  return provider ?? assert.fail();
};
const request = { authUrl: 'https://p.example/a', redirectUri: 'https://g.example/cb', state: 's', codeChallenge: 'ch', another: false };
const parametersOf = (provider: Provider, more: Partial<typeof request> = {}) =>
  Object.fromEntries(new URL(authorizeUrl(provider, { ...request, scopes: provider.scopes, ...more })).searchParams);

test('RFC 6749 §4.1.1, RFC 7636 §4.3: the request is complete', () => {
  assert.deepEqual(parametersOf(make({ scopes: 'a b' })), {
    access_type: 'offline',
    response_type: 'code',
    client_id: 'c',
    redirect_uri: 'https://g.example/cb',
    state: 's',
    scope: 'a b',
    code_challenge: 'ch',
    code_challenge_method: 'S256',
  });
});

test('B.7: what the operator wrote into the URL survives', () => {
  const parameters = parametersOf(make({}), { authUrl: 'https://p.example/a?audience=api&access_type=online&state=fixed' });
  assert.deepEqual([parameters.audience, parameters.access_type, parameters.state], ['api', 'online', 's']);
});

test('OpenID Connect Core 1.0 §11: offline access is asked for with consent', () => {
  assert.equal(parametersOf(make({ type: 'oidc' })).prompt, 'consent');
  assert.equal(parametersOf(make({ type: 'oidc', scopes: 'openid' })).prompt, undefined);
});

test('who links one more account is let choose it, where the provider can be asked to', () => {
  assert.equal(parametersOf(make({ type: 'google' })).prompt, 'consent');
  assert.equal(parametersOf(make({ type: 'google' }), { another: true }).prompt, 'consent select_account');
  assert.equal(parametersOf(make({ type: 'oidc' }), { another: true }).prompt, 'login consent', 'OpenID Connect Core 1.0 §3.1.2.1');
  assert.equal(parametersOf(make({}), { another: true }).prompt, undefined);
});

test('B.8: a redirect base of its own is used in redirect_uri', () => {
  assert.equal(callbackUrl(make({}), 'https://g.example'), 'https://g.example/external-auth/p/callback');
  assert.equal(callbackUrl(make({ redirect_url: 'https://tunnel.example/' }), 'x'), 'https://tunnel.example/external-auth/p/callback');
});
