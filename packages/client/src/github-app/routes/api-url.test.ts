import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiBaseUrl, apiPath, loginUrl, mayAuthenticate, normalizeBaseUrl } from './api-url.ts';

const gitHub = 'https://api.github.com';
const enterprise = 'https://ghe.example/api/v3';

const paths: readonly (readonly [url: string, baseUrl: string, path: string])[] = [
  ['/app', gitHub, '/app'],
  ['app', gitHub, '/app'],
  ['/app/', gitHub, '/app'],
  ['/app?per_page=1', gitHub, '/app'],
  ['/app#x', gitHub, '/app'],
  [`${gitHub}/app`, gitHub, '/app'],
  [`${gitHub}/app`, `${gitHub}/`, '/app'],
  ['HTTPS://API.GitHub.com/app', gitHub, '/app'],
  ['https://api.github.com:443/app', gitHub, '/app'],
  [`${enterprise}/app/`, enterprise, '/app'],
  [`${enterprise}/app`, `${enterprise}/`, '/app'],
  [`${enterprise}x/app`, enterprise, `${enterprise}x/app`],
  [enterprise, enterprise, ''],
];

for (const [url, baseUrl, path] of paths) {
  test(`the path of ${url} below ${baseUrl}`, () => assert.equal(apiPath(url, baseUrl), path));
}

const hosts: readonly (readonly [url: string, baseUrl: string, may: boolean])[] = [
  ['/app', gitHub, true],
  ['{origin}/app', gitHub, true],
  [`${gitHub}/app`, gitHub, true],
  ['https://uploads.github.com/repos/o/r/releases/1/assets', gitHub, true],
  ['https://uploads.acme.ghe.com/x', 'https://api.acme.ghe.com', true],
  ['https://ghe.example/api/uploads/x', enterprise, true],
  ['https://github.com/x', gitHub, false],
  ['http://api.github.com/app', gitHub, false],
  ['https://api.github.com.evil.example/app', gitHub, false],
  ['https://api.github.com@evil.example/app', gitHub, false],
  ['https://api.github.com:444/app', gitHub, false],
  ['https://evil.example/?https://api.github.com/app', gitHub, false],
  ['//evil.example/app', gitHub, false],
  ['\\\\evil.example/app', gitHub, false],
  ['https:\\\\evil.example/app', gitHub, false],
  [`${gitHub}/app`, enterprise, false],
];

for (const [url, baseUrl, may] of hosts) {
  test(`a credential for ${baseUrl} ${may ? 'may' : 'may not'} go with ${url}`, () => assert.equal(mayAuthenticate(url, baseUrl, []), may));
}

test('hosts named as trusted get credentials too', () => {
  assert.ok(mayAuthenticate('https://proxy.example:8443/x', gitHub, ['proxy.example:8443']));
  assert.ok(!mayAuthenticate('https://proxy.example/x', gitHub, ['proxy.example:8443']));
  assert.ok(mayAuthenticate('https://anything.example/x', gitHub, ['*']));
});

const logins: readonly (readonly [baseUrl: string, login: string])[] = [
  [gitHub, 'https://github.com'],
  [`${gitHub}/`, 'https://github.com'],
  ['https://github.com', 'https://github.com'],
  ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
  [enterprise, 'https://ghe.example'],
  [`${enterprise}/`, 'https://ghe.example'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
];

for (const [baseUrl, login] of logins) {
  test(`people sign in to ${baseUrl} at ${login}`, () => assert.equal(loginUrl(baseUrl), login));
}

test('a base URL has one spelling', () => {
  for (const spelled of ['https://GHE.example/api/v3', `${enterprise}//`, ' https://ghe.example:443/api/v3'])
    assert.equal(normalizeBaseUrl(spelled), enterprise);
  assert.equal(normalizeBaseUrl('http://ghe.example:80/Api'), 'http://ghe.example/Api');
});

test('release assets are uploaded with a token of the API beside', () => {
  assert.equal(apiBaseUrl('https://uploads.github.com'), gitHub);
  assert.equal(apiBaseUrl('https://uploads.acme.ghe.com/'), 'https://api.acme.ghe.com');
  assert.equal(apiBaseUrl('https://ghe.example/api/uploads'), enterprise);
  assert.equal(apiBaseUrl(enterprise), enterprise);
});
