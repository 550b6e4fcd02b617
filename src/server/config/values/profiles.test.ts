import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSettings } from '../load-settings.ts';

const load = (environment: Readonly<Record<string, string>>, file?: string) =>
  loadSettings({ environment, readTextFile: (path) => (path === './grantry.yaml' ? file : undefined) });

test('profiles are names with commas between, in the environment or the file', async () => {
  assert.deepEqual((await load({})).profiles, []);
  assert.deepEqual((await load({ GRANTRY_PROFILES: 'fapi2_security, fapi2_security,fapi2_signed_requests' })).profiles, [
    'fapi2_security',
    'fapi2_signed_requests',
  ]);
  assert.deepEqual((await load({}, 'profiles: [fapi2_security]')).profiles, ['fapi2_security']);
});

test('a profile that is unknown is refused by name: what is not known is not kept', async () => {
  await assert.rejects(
    load({ GRANTRY_PROFILES: 'fapi2_security,fapi3' }),
    /^ConfigurationError: GRANTRY_PROFILES: .*fapi2_signed_requests/,
  );
});
