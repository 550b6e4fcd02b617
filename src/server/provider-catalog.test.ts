import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredProvider } from '../broker/model/stored-provider.ts';
import { readConfiguredProviders } from '../broker/providers/configured-providers.ts';
import { epochSeconds } from '../protocol/units.ts';
import { openProviderCatalog, type ProviderProblem } from './provider-catalog.ts';

const at = epochSeconds(1000);
const stored = (id: string, settings: Readonly<Record<string, string>>): StoredProvider => ({
  id,
  settings,
  clientSecret: undefined,
  appPrivateKey: undefined,
  version: 1,
  createdAt: at,
  updatedAt: at,
  updatedBy: 'u',
});

/** A store whose content the test sets, and that counts how often it was read. */
function fakeStore() {
  const store = { version: undefined as number | undefined, rows: [] as readonly StoredProvider[], reads: 0, fails: false };
  const facts = {
    findProvidersVersion: () => {
      if (store.fails) throw new Error('down');
      return store.version;
    },
    listStoredProviders: () => {
      store.reads++;
      return store.rows;
    },
    countConnections: () => new Map<string, number>(),
  };
  return { store, facts, set: (version: number, ...rows: StoredProvider[]) => Object.assign(store, { version, rows }) };
}

const open = async ({ facts }: ReturnType<typeof fakeStore>, environment: Readonly<Record<string, string>> = {}) => {
  const told: (readonly ProviderProblem[])[] = [];
  const failures: unknown[] = [];
  const catalog = await openProviderCatalog({
    facts,
    commit: async () => ({ outcome: 'committed' }),
    clock: () => at,
    configured: readConfiguredProviders({ environment }),
    onProblems: (problems) => told.push(problems),
    onFailure: (error) => failures.push(error),
  });
  return { catalog, told, failures };
};

const github = { GRANTRY_EXTERNAL_AUTH_0_TYPE: 'github', GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'c' };

test('another node’s change arrives within seconds, in the background, and nothing is read while nothing changes', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { store, facts, set } = fakeStore();
  const { catalog } = await open({ store, facts, set }, github);
  const ids = (): readonly string[] => catalog.providers.map(({ id }) => id);
  assert.deepEqual([ids(), store.reads], [['github'], 0]);
  set(1, stored('gitlab', { type: 'github', client_id: 'x' }));
  assert.deepEqual(ids(), ['github']);
  t.mock.timers.tick(1000);
  await catalog.reload();
  assert.deepEqual([ids(), store.reads], [['github', 'gitlab'], 1]);
  t.mock.timers.tick(1000);
  await catalog.reload();
  assert.equal(store.reads, 1);
  await catalog.close();
});

test('a provider that did not change stays the same object; one that did is another', async () => {
  const fake = fakeStore();
  fake.set(1, stored('a', { type: 'github', client_id: 'a' }), stored('b', { type: 'github', client_id: 'b' }));
  const { catalog } = await open(fake);
  const [a, b] = catalog.providers;
  fake.set(2, stored('a', { type: 'github', client_id: 'a' }), stored('b', { type: 'github', client_id: 'c' }));
  await catalog.reload();
  assert.equal(catalog.providers[0], a);
  assert.notEqual(catalog.providers[1], b);
  await catalog.close();
});

test('what cannot be used is left out and told once; what the environment says goes on without it', async () => {
  const fake = fakeStore();
  fake.set(1, stored('mine', { type: 'github', client_id: 'x', regex: '(' }), stored('github', { auth_url: 'nonsense' }));
  const { catalog, told } = await open(fake, github);
  assert.deepEqual(
    catalog.providers.map(({ id, authUrl }) => [id, authUrl]),
    [['github', 'https://github.com/login/oauth/authorize']],
  );
  assert.deepEqual(
    told.flat().map(({ providerId, words }) => [providerId, words.split(': found')[0]]),
    [
      ['github', 'provider github: auth_url'],
      ['mine', 'provider mine: regex'],
    ],
  );
  fake.set(2, ...fake.store.rows);
  await catalog.reload();
  assert.equal(told.length, 1);
  fake.set(3);
  await catalog.reload();
  assert.deepEqual(told.at(-1), []);
  await catalog.close();
});

test('while the store cannot be asked, what is known goes on', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const fake = fakeStore();
  fake.set(1, stored('a', { type: 'github', client_id: 'a' }));
  const { catalog, failures } = await open(fake);
  fake.store.fails = true;
  t.mock.timers.tick(1000);
  await assert.rejects(catalog.reload());
  assert.deepEqual([catalog.providers.length, failures.length], [1, 1]);
  fake.store.fails = false;
  fake.set(2);
  await catalog.reload();
  assert.equal(catalog.providers.length, 0);
  await catalog.close();
});
