import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerTypes } from '../providers/registry.ts';
import { gitUrlsOf } from './git-urls.ts';

const nowhere = { authUrl: undefined, apiBaseUrl: undefined };

const cases: readonly (readonly [regex: RegExp | undefined, authUrl: string | undefined, urls: readonly string[]])[] = [
  [undefined, 'https://slack.com/oauth', []],
  [/^(https?:\/\/)?github\.com(\/.*)?$/, undefined, ['https://github.com']],
  [/^(?:https?:\/\/)?git\.example:8443(\/.*)?$/, 'https://git.example:8443/authorize', ['https://git.example:8443']],
  [/^https:\/\/github\.com\/acme(\/.*)?$/, 'https://github.com/login', ['https://github.com/acme']],
  [/git\.example/, undefined, ['https://git.example']],
  [/^https?:\/\/127\.0\.0\.1:8080\//, 'http://127.0.0.1:8080/a', []],
  [/^https?:\/\/127\.0\.0\.1:8080/, 'http://127.0.0.1:8080/a', ['http://127.0.0.1:8080']],
  [/^https:\/\/git\.(acme|example)\.com/, 'https://id.acme.com', []],
  [/^https:\/\/.*\.example/, 'https://git.acme.example/authorize', ['https://git.acme.example']],
  [/./, 'not a URL', []],
  [/^https:\/\/git\.example?/, undefined, []],
];

for (const [regex, authUrl, urls] of cases) {
  test(`${regex} and sign-in at ${authUrl}: git asks for ${urls.join(' ') || 'nothing'}`, () =>
    assert.deepEqual(gitUrlsOf({ ...nowhere, regex, authUrl }), urls));
}

for (const { type, defaults } of providerTypes) {
  if (defaults.regex === undefined) continue;
  test(`${type}: its pattern names the host that git is set up for`, () =>
    assert.equal(gitUrlsOf({ ...nowhere, regex: defaults.regex, authUrl: defaults.authUrl }).length, 1));
}
