import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSettings } from './load-settings.ts';

const load = (file: string) => loadSettings({ environment: {}, readTextFile: (path) => (path === './grantry.yaml' ? file : undefined) });

const file = `federation:
  - name: deploy
    issuer: https://token.actions.githubusercontent.com
    subject: repo:octo-org/app:*
    claims: { environment: [production, staging], ref: refs/heads/main }
    provider: github
    owner: octo-org
    repositories: [app]
    permissions: { contents: read }
    max_lifetime_seconds: 900
    single_use: true
`;

test('the file has trust policies as the REST API takes them', async () => {
  assert.deepEqual((await load(file)).federation, [
    {
      name: 'deploy',
      issuer: 'https://token.actions.githubusercontent.com',
      jwksUri: undefined,
      audience: undefined,
      subject: 'repo:octo-org/app:*',
      claims: { environment: ['production', 'staging'], ref: ['refs/heads/main'] },
      provider: 'github',
      installation: { id: undefined, owner: 'octo-org', repositories: ['app'], permissions: { contents: 'read' } },
      maxLifetime: 900,
      isSingleUse: true,
    },
  ]);
  assert.deepEqual((await load('federation:\n')).federation, []);
});

for (const [what, text, words] of [
  ['something that is no list', 'federation: { name: x }', /^federation: .*a list of trust policies/],
  ['an unknown field', file.replace('single_use', 'once'), /^federation\[0\]/],
  ['a missing field', file.replace('    provider: github\n', ''), /^federation\[0\]\.provider: .*required/],
  [
    'a policy that trusts everybody',
    file.replace('repo:octo-org/app:*', '"*"').replace(/ {4}claims.*\n/, ''),
    /^federation\[0\]\.subject: /,
  ],
  ['two of one name', `${file}${file.replace('federation:\n', '')}`, /^federation\[1\]\.name: .*a second policy "deploy"/],
] as const) {
  test(`${what} keeps the server from starting, by name`, async () => {
    await assert.rejects(load(text), { name: 'ConfigurationError', message: words });
  });
}
