import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../model/provider.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import { readRevocation, revocationRequest } from './revocation.ts';

const make = (settings: Readonly<Record<string, unknown>>): Provider => {
  const endpoints = { auth_url: 'https://p.example/a', token_url: 'https://p.example/t' };
  const common = { id: 'p', client_id: 'c', client_secret: 's' };
  const [provider] = decodeProviderSettings({ environment: {}, list: [{ ...common, ...endpoints, ...settings }] });
  return provider ?? assert.fail();
};
const [generic, github] = [providerTypeOf('oauth2'), providerTypeOf('github')];
const tokens = { accessToken: 'a', refreshToken: 'r' };

test('F.1, RFC 7009 §2.1: the refresh token is revoked, with the client’s credentials', () => {
  const request = revocationRequest(generic, make({}), 'https://p.example/revoke', undefined, tokens);
  assert.deepEqual(
    [request.method, request.headers.authorization, request.body],
    ['POST', `Basic ${btoa('c:s')}`, 'token=r&token_type_hint=refresh_token'],
  );
});

test('RFC 7009 §2.1: without a refresh token it is the access token', () => {
  const request = revocationRequest(generic, make({}), 'https://p.example/revoke', 'client_secret_post', {
    ...tokens,
    refreshToken: undefined,
  });
  assert.equal(request.body, 'token=a&token_type_hint=access_token&client_id=c&client_secret=s');
  assert.equal(request.headers.authorization, undefined, 'RFC 6749 §2.3: one way at a time');
});

test('F.5: GitHub is told by DELETE with a JSON body', () => {
  const request = revocationRequest(github, make({ type: 'github' }), 'https://api.github.com/applications/c/grant', undefined, tokens);
  assert.deepEqual(
    [request.method, request.headers.authorization, request.body],
    ['DELETE', `Basic ${btoa('c:s')}`, '{"access_token":"a"}'],
  );
});

for (const [title, type, status, revoked] of [
  ['RFC 7009 §2.2: 200 is revoked', generic, 200, true],
  ['F.7: 204 is not, but for GitHub', generic, 204, false],
  ['F.5: GitHub says 204', github, 204, true],
  ['F.7: GitHub’s 200 is a failure', github, 200, false],
  ['F.6: wrong credentials are a failure', github, 401, false],
] as const) {
  test(title, () => assert.equal(readRevocation(type, { outcome: 'answered', status, headers: {}, body: '' }).revoked, revoked));
}

test('F.2: the provider’s words are told', () => {
  const refused = readRevocation(generic, { outcome: 'answered', status: 403, headers: {}, body: 'wrong bearer' });
  assert.deepEqual(refused, { revoked: false, error: 'status 403: wrong bearer' });
});

test('F.4: a timeout is an error', () => {
  const refused = readRevocation(generic, { outcome: 'failed', reached: true, words: 'p.example did not answer within 10 s' });
  assert.deepEqual(refused, { revoked: false, error: 'p.example did not answer within 10 s' });
});
