import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';

type Environment = Readonly<Record<string, string>>;
const prefixed = (prefix: string, settings: Environment): Environment =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${prefix}${key}`, value]));

const generic = { ID: 'mine', TYPE: 'custom', CLIENT_ID: 'c', AUTH_URL: 'https://p.example/a', TOKEN_URL: 'https://p.example/t' };
const ours = (settings: Environment): Environment => prefixed('GRANTRY_EXTERNAL_AUTH_0_', settings);

const wrong: readonly (readonly [title: string, environment: Environment, setting: string])[] = [
  ['G.1: a bad id', ours({ ...generic, ID: 'a--b' }), 'GRANTRY_EXTERNAL_AUTH_0_ID'],
  ['G.1: an id that is too long', ours({ ...generic, ID: 'x'.repeat(33) }), 'GRANTRY_EXTERNAL_AUTH_0_ID'],
  ['G.2: no client id', ours({ TYPE: 'github' }), 'GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID'],
  ['neither type nor id', ours({ CLIENT_ID: 'c' }), 'GRANTRY_EXTERNAL_AUTH_0_TYPE'],
  [
    'G.3: two of a type without ids',
    { ...ours({ TYPE: 'github', CLIENT_ID: 'c' }), ...prefixed('GRANTRY_EXTERNAL_AUTH_1_', { TYPE: 'github', CLIENT_ID: 'd' }) },
    'GRANTRY_EXTERNAL_AUTH_1_ID',
  ],
  ['G.4: a bad regex', ours({ ...generic, REGEX: '(' }), 'GRANTRY_EXTERNAL_AUTH_0_REGEX'],
  ['G.5: device flow without its URL', ours({ ...generic, DEVICE_FLOW: 'true' }), 'GRANTRY_EXTERNAL_AUTH_0_DEVICE_CODE_URL'],
  ['G.9: a bad boolean', ours({ ...generic, NO_REFRESH: 'yes' }), 'GRANTRY_EXTERNAL_AUTH_0_NO_REFRESH'],
  ['G.9: a gap', prefixed('GRANTRY_EXTERNAL_AUTH_1_', generic), 'GRANTRY_EXTERNAL_AUTH_0_ID'],
  ['a name without a number', { GRANTRY_EXTERNAL_AUTH_ID: 'x' }, 'GRANTRY_EXTERNAL_AUTH_ID'],
  ['an unknown key', ours({ ...generic, CLIENT_SECERT: 's' }), 'GRANTRY_EXTERNAL_AUTH_0_CLIENT_SECERT'],
  ['no authorization URL', ours({ ...generic, AUTH_URL: '' }), 'GRANTRY_EXTERNAL_AUTH_0_AUTH_URL'],
  ['a relative URL', ours({ ...generic, TOKEN_URL: '/token' }), 'GRANTRY_EXTERNAL_AUTH_0_TOKEN_URL'],
  ['a URL of another scheme', ours({ ...generic, TOKEN_URL: 'file:///etc/passwd' }), 'GRANTRY_EXTERNAL_AUTH_0_TOKEN_URL'],
  ['an unknown PKCE method', ours({ ...generic, PKCE_METHODS: 'plain' }), 'GRANTRY_EXTERNAL_AUTH_0_PKCE_METHODS'],
];

for (const [title, environment, setting] of wrong) {
  test(`${title} is refused by the setting’s name`, () => {
    assert.throws(
      () => decodeProviderSettings({ environment }),
      (error) => error instanceof ConfigurationError && error.setting === setting,
    );
  });
}

test('settings are laid field by field over the type’s', () => {
  const [provider] = decodeProviderSettings({ environment: ours({ TYPE: 'github', CLIENT_ID: 'c 1', SCOPES: 'repo gist' }) });
  assert.deepEqual(
    [provider?.id, provider?.displayName, provider?.scopes, provider?.tokenUrl, provider?.revokeUrl, provider?.pkceMethod],
    [
      'github',
      'GitHub',
      ['repo', 'gist'],
      'https://github.com/login/oauth/access_token',
      'https://api.github.com/applications/c%201/grant',
      'S256',
    ],
  );
});

test('an issuer stands for the endpoints', () => {
  const [provider] = decodeProviderSettings({ environment: ours({ TYPE: 'oidc', CLIENT_ID: 'c', ISSUER: 'https://id.example' }) });
  assert.deepEqual([provider?.issuer, provider?.authUrl, provider?.tokenUrl], ['https://id.example', undefined, undefined]);
});

test('G.9: numbers are sorted as numbers, and the older prefixes are read after ours', () => {
  const environment = Object.assign(
    {},
    ...[10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => prefixed(`GRANTRY_EXTERNAL_AUTH_${n}_`, { ...generic, ID: `g${n}` })),
    prefixed('CODER_GITAUTH_0_', { ...generic, ID: 'old' }),
    prefixed('CODER_EXTERNAL_AUTH_0_', { ...generic, ID: 'seed', MCP_URL: 'https://ignored.example' }),
  );
  assert.deepEqual(
    decodeProviderSettings({ environment }).map(({ id }) => id),
    ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9', 'g10', 'seed', 'old'],
  );
});

test('the list of the configuration file takes the same settings in lower case', () => {
  const list = [{ id: 'f', client_id: 7, issuer: 'https://id.example', scopes: ['openid', 'email'], no_refresh: true, regex: '(?i)GIT' }];
  const [provider] = decodeProviderSettings({ environment: {}, list });
  assert.deepEqual([provider?.clientId, provider?.scopes, provider?.refreshes], ['7', ['openid', 'email'], false]);
  assert.ok(provider?.regex?.test('git'));
});

for (const [title, list, setting] of [
  ['no list', 'github', 'external_auth'],
  ['an entry that is no object', ['github'], 'external_auth[0]'],
  ['an unknown setting', [{ client: 'x' }], 'external_auth[0].client'],
  ['a setting in capitals', [{ CLIENT_ID: 'x' }], 'external_auth[0].CLIENT_ID'],
  ['a nested setting', [{ scopes: { a: 1 } }], 'external_auth[0].scopes'],
  ['a missing setting', [{ type: 'github' }], 'external_auth[0].client_id'],
] as const) {
  test(`configuration file: ${title} is refused by its place`, () => {
    assert.throws(
      () => decodeProviderSettings({ environment: {}, list }),
      (error) => error instanceof ConfigurationError && error.setting === setting,
    );
  });
}

test('whatever is configured, the answer is providers or a ConfigurationError', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(generic), 'REGEX', 'NO_REFRESH', 'ISSUER'), fc.string()), (settings) => {
      try {
        decodeProviderSettings({ environment: ours(settings) });
      } catch (error) {
        assert.ok(error instanceof ConfigurationError);
      }
    }),
  );
});

test('what was written in place of a secret is not shown', () => {
  for (const entry of [{ id: 'p', client_secret: { value: 'canary' } }, 'client_secret=canary']) {
    assert.throws(
      () => decodeProviderSettings({ environment: {}, list: [entry] }),
      (error) => error instanceof ConfigurationError && !error.message.includes('canary'),
    );
  }
});
