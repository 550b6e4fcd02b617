import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CredentialRequest, decodeCredentialRequest } from './decode-request.ts';

const nothing: CredentialRequest = { match: undefined, isExposed: false, account: undefined, wantsBearer: false, accessToken: undefined };
const github = { ...nothing, match: 'https://github.com' };
const about = ['protocol=https', 'host=github.com'];
const bearer = 'wwwauth[]=Bearer realm="x"';

const cases: readonly (readonly [title: string, lines: readonly string[], request: CredentialRequest])[] = [
  ['a host', ['protocol=https', 'host=github.com'], github],
  ['hosts have no case', ['protocol=https', 'host=GitHub.com'], github],
  ['credential.useHttpPath', ['protocol=https', 'host=github.com', 'path=a/b.git'], { ...nothing, match: 'https://github.com/a/b.git' }],
  ['a port', ['protocol=https', 'host=git.example:8443'], { ...nothing, match: 'https://git.example:8443' }],
  ['an address in brackets', ['protocol=https', 'host=[::1]:80'], { ...nothing, match: 'https://[::1]:80' }],
  ['what other servers say of themselves is ignored', ['protocol=https', 'host=github.com', 'wwwauth[]=Basic realm="x"', 'new=1'], github],
  ['an account in the URL', ['protocol=https', 'host=github.com', 'username=octocat'], { ...github, account: 'octocat' }],
  ['a stand-in names no account', ['protocol=https', 'host=github.com', 'username=oauth2'], github],
  ['no host', ['protocol=https'], nothing],
  ['a certificate is none of ours', ['protocol=cert', 'host=', 'path=/tmp/key'], nothing],
  ['nor is mail', ['protocol=smtp', 'host=mail.example'], nothing],
  ['http is exposed', ['protocol=http', 'host=git.example'], { ...nothing, match: 'http://git.example', isExposed: true }],
  ['but not on this machine', ['protocol=http', 'host=127.0.0.1:80'], { ...nothing, match: 'http://127.0.0.1:80' }],
  ['a server that takes bearer tokens only', [...about, 'capability[]=authtype', bearer], { ...github, wantsBearer: true }],
  ['a server that takes passwords too', [...about, 'capability[]=authtype', bearer, 'wwwauth[]=basic realm="x"'], github],
  ['a git that sends nothing but passwords', [...about, 'capability[]=state', bearer], github],
  ['a bearer token that is handed back', [...about, 'authtype=Bearer', 'credential=t'], { ...github, accessToken: 't' }],
  ['the token is the password', ['protocol=https', 'host=github.com', 'username=oauth2', 'password=t'], { ...github, accessToken: 't' }],
  [
    'or the user name',
    ['protocol=https', 'host=github.com', `username=${'t'.repeat(40)}`, 'password='],
    { ...github, accessToken: 't'.repeat(40) },
  ],
];

for (const [title, lines, request] of cases) {
  test(`gitcredentials(7), CUSTOM HELPERS: ${title}`, () => assert.deepEqual(decodeCredentialRequest(`${lines.join('\n')}\n`), request));
}

for (const host of [
  'evil.example/github.com',
  'evil.example?github.com',
  'a@github.com',
  'github.com#',
  'evil.example%2fgithub.com',
  'a b',
  'x:y',
]) {
  test(`gitcredentials(7), CUSTOM HELPERS: ${host} is no host`, () =>
    assert.equal(decodeCredentialRequest(`protocol=https\nhost=${host}\n`).match, undefined));
}

test('a URL that is asked about has the host git named, and no user', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'grapheme-ascii' }), (host, path) => {
      const { match } = decodeCredentialRequest(`protocol=https\nhost=${host}\npath=${path}\n`);
      const url = match === undefined ? null : URL.parse(match);
      if (url === null) return;
      assert.equal(url.username, '');
      assert.equal(url.host.replace(/:443$/, ''), new URL(`https://${host}`).host.replace(/:443$/, ''));
    }),
  );
});
