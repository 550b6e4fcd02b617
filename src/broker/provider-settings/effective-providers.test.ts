import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { StoredProvider } from '../model/stored-provider.ts';
import { readConfiguredProviders } from '../providers/configured-providers.ts';
import { describeSettings } from './describe-settings.ts';
import { effectiveProvider, effectiveProviders } from './effective-providers.ts';
import { findFaults } from './find-faults.ts';

const at = epochSeconds(1000);
const stored: StoredProvider = {
  id: 'github',
  settings: { type: 'github', client_id: 'stored', scopes: 'gist', display_name: 'Stored' },
  clientSecret: new Secret('stored secret'),
  appPrivateKey: undefined,
  version: 3,
  createdAt: at,
  updatedAt: at,
  updatedBy: 'u',
};
const environment = {
  GRANTRY_EXTERNAL_AUTH_0_TYPE: 'github',
  GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'environment',
  GRANTRY_EXTERNAL_AUTH_0_SCOPES: ' ',
};
const list = [
  { id: 'gitlab', type: 'custom', client_id: 'f', auth_url: 'https://g.example/a', token_url: 'https://g.example/t' },
  { id: 'github', client_id: 'file', display_icon: 'https://file.example/i.svg' },
];

test('environment over file over store over the type, field by field; an empty setting says nothing', () => {
  const [github] = effectiveProviders(readConfiguredProviders({ environment, list }), [stored]);
  assert.ok(github?.provider);
  const { clientId, scopes, displayName, displayIcon, clientSecret, tokenUrl } = github.provider;
  assert.deepEqual(
    [clientId, displayIcon, scopes, displayName, clientSecret?.reveal(), tokenUrl],
    ['environment', 'https://file.example/i.svg', ['gist'], 'Stored', 'stored secret', 'https://github.com/login/oauth/access_token'],
  );
  const sources = Object.fromEntries(
    describeSettings(github).map(({ definition, source, spelled }) => [definition.key, [source, spelled]]),
  );
  assert.deepEqual(
    [sources.CLIENT_ID, sources.DISPLAY_ICON, sources.SCOPES, sources.TOKEN_URL],
    [
      ['environment', 'GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID'],
      ['file', 'external_auth[1].display_icon'],
      ['stored', 'provider github: scopes'],
      ['default', undefined],
    ],
  );
});

test('a secret is told of, and never told', () => {
  const views = describeSettings(effectiveProvider('github', undefined, stored));
  const secret = views.find(({ definition }) => definition.key === 'CLIENT_SECRET');
  assert.deepEqual([secret?.isSet, secret?.value, secret?.source], [true, undefined, 'stored']);
  assert.ok(!JSON.stringify(views).includes('stored secret'));
});

test('the environment’s order first, then the file’s, then what is only stored by its age', () => {
  const others = ['a', 'b'].map((id) => ({ ...stored, id }));
  const ids = effectiveProviders(readConfiguredProviders({ environment, list }), [...others, stored]).map(({ id }) => id);
  assert.deepEqual(ids, ['github', 'gitlab', 'a', 'b']);
});

test('what is stored and cannot be used is left out, and its setting named', () => {
  const broken = { ...stored, settings: { ...stored.settings, regex: '(' } };
  const alone = effectiveProvider('github', undefined, broken);
  assert.deepEqual([alone.provider, alone.problem?.setting], [undefined, 'provider github: regex']);
  const [configured] = readConfiguredProviders({ environment });
  const over = effectiveProvider('github', configured, broken);
  assert.deepEqual([over.provider, over.problem?.setting], [configured?.provider, 'provider github: regex']);
});

test('what a newer version stored, and this one does not know, says nothing', () => {
  const newer = { ...stored, settings: { ...stored.settings, quantum_url: 'x' } };
  assert.ok(effectiveProvider('github', undefined, newer).provider);
});

test('everything that is wrong is told at once; what is missing once the rest is right', () => {
  const faultsOf = (settings: Readonly<Record<string, string>>): readonly string[] =>
    findFaults(effectiveProvider('x', undefined, { ...stored, id: 'x', settings }).settings).map(({ field }) => field);
  assert.deepEqual(faultsOf({ type: 'github', regex: '(', token_url: 'nonsense', no_refresh: 'maybe', client_id: 'c' }), [
    'token_url',
    'regex',
    'no_refresh',
  ]);
  assert.deepEqual(faultsOf({ type: 'custom', client_id: 'c' }), ['auth_url']);
  assert.deepEqual(faultsOf({ type: 'github' }), ['client_id']);
});
