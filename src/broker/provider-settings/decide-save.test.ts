import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { StoredProvider } from '../model/stored-provider.ts';
import { readConfiguredProviders } from '../providers/configured-providers.ts';
import { type SettingKey, settingKeys } from '../providers/setting-values.ts';
import { decideSave, type SaveFacts } from './decide-save.ts';

const input = (settings: Partial<Record<SettingKey, string>>): SaveFacts['input'] =>
  new Map(Object.entries(settings) as [SettingKey, string][]); // Object.entries forgets the type of its keys
const stored: StoredProvider = {
  id: 'mine',
  settings: { type: 'github', client_id: 'c', scopes: 'a' },
  clientSecret: new Secret('old'),
  appPrivateKey: undefined,
  version: 4,
  createdAt: epochSeconds(1000),
  updatedAt: epochSeconds(1000),
  updatedBy: 'ada',
};
const valid: SaveFacts = { now: epochSeconds(5000), by: 'bob', id: 'mine', input: input({}), configured: undefined, stored };
const [configured] = readConfiguredProviders({
  environment: { GRANTRY_EXTERNAL_AUTH_0_ID: 'mine', GRANTRY_EXTERNAL_AUTH_0_TYPE: 'github', GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'fixed' },
});

test('a change keeps what it does not name, counts the version up, and says who made it', () => {
  const decision = decideSave({ ...valid, input: input({ DISPLAY_NAME: ' Mine ' }) });
  assert.ok(decision.action === 'save');
  const { provider, version } = decision.changes[0]?.change === 'update_provider' ? decision.changes[0] : assert.fail();
  assert.deepEqual([version, provider.version, provider.updatedBy, provider.createdAt, provider.updatedAt], [4, 5, 'bob', 1000, 5000]);
  assert.deepEqual(provider.settings, { ...stored.settings, display_name: 'Mine' });
  assert.equal(provider.clientSecret?.reveal(), 'old');
  assert.deepEqual(decision.changes[1], { change: 'advance_providers' });
});

test('an empty text takes a setting away, the secret too', () => {
  const decision = decideSave({ ...valid, input: input({ SCOPES: '', CLIENT_SECRET: '' }) });
  assert.ok(decision.action === 'save');
  assert.deepEqual(decision.fields, [
    { field: 'scopes', from: 'a', to: undefined },
    { field: 'client_secret', from: '[secret]', to: undefined },
  ]);
  assert.deepEqual(decision.provider.provider?.scopes, ['repo', 'workflow']);
});

test('what is there already changes nothing', () => {
  assert.equal(decideSave({ ...valid, input: input({ SCOPES: 'a', CLIENT_SECRET: 'old' }) }).action, 'unchanged');
  assert.equal(decideSave({ ...valid, configured, stored: undefined, input: input({ CLIENT_ID: 'fixed' }) }).action, 'unchanged');
});

test('what the environment sets is refused by its name, unless it is the same', () => {
  const decision = decideSave({ ...valid, configured, stored: undefined, input: input({ CLIENT_ID: 'x', SCOPES: 'b' }) });
  assert.deepEqual(decision, {
    action: 'reject',
    faults: [{ field: 'client_id', detail: 'is set by GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID, which wins' }],
  });
  const same = decideSave({ ...valid, configured, stored: undefined, input: input({ CLIENT_ID: 'fixed', SCOPES: 'b' }) });
  assert.ok(same.action === 'save' && same.changes[0]?.change === 'insert_provider');
  assert.deepEqual(same.changes[0].provider.settings, { scopes: 'b' });
});

test('whatever is sent, what is saved can be used, and what cannot is told with a field', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...settingKeys), fc.string(), { noNullPrototype: true }), (settings) => {
      const decision = decideSave({ ...valid, stored: undefined, input: input(settings) });
      if (decision.action === 'save') assert.ok(decision.provider.provider !== undefined && decision.provider.problem === undefined);
      else assert.ok(decision.action === 'reject' && decision.faults.length > 0);
    }),
  );
});
