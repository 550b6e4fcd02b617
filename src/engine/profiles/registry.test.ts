import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import { signingAlgorithms } from '../keys/signing-algorithms.ts';
import type { ProfileName } from '../model/profile-name.ts';
import { noDemands } from './demands.ts';
import { findDemands } from './find-demands.ts';
import { rulesOf } from './profile.ts';
import { findProfile, profiles } from './registry.ts';

const under = (...names: readonly ProfileName[]) => ({ profiles: names });

test('each demand is made by one rule, so that no two profiles disagree', () => {
  const demands = profiles.flatMap(({ rules }) => rules.flatMap((rule) => Object.keys(rule.demands ?? {})));
  assert.deepEqual(demands, [...new Set(demands)]);
});

test('each rule says where it stands, and what it asks', () => {
  for (const { clause, says } of profiles.flatMap(({ rules }) => rules)) {
    assert.match(clause, /^FAPI 2\.0 (?:Security Profile|Message Signing) §5\.[3-5]\.\d(?:\.\d)? \(\d+\)/);
    assert.match(says, /\.$/);
  }
});

test('FAPI 2.0 Message Signing §5: all of its parts stand on the Security Profile', () => {
  const security = findProfile('fapi2_security');
  assert.ok(security);
  for (const profile of profiles.filter((each) => each !== security)) {
    assert.equal(profile.basis, security);
    assert.ok(rulesOf(profile).length > security.rules.length);
  }
});

test('what the profiles let through is known here', () => {
  const { clientAuthMethods, signingAlgorithms: allowed } = findDemands(under('fapi2_security'));
  assert.deepEqual(clientAuthMethods?.value, ['tls_client_auth', 'self_signed_tls_client_auth', 'private_key_jwt']);
  for (const name of clientAuthMethods?.value ?? []) assert.equal(findClientAuthMethod(name)?.clientType, 'confidential');
  assert.ok(allowed?.value.every((name) => signatureAlgorithmNames.includes(name)));
  assert.ok(signingAlgorithms.some((name) => allowed?.value.includes(name)));
});

test('nothing is demanded where no profile is switched on', () => {
  assert.equal(findDemands(under()), noDemands);
  assert.equal(findDemands(under(), under()), noDemands);
  assert.equal(findProfile('fapi1_advanced'), undefined);
});

test('what the profiles of the service and of the client demand is in force together', () => {
  const both = findDemands(under('fapi2_signed_requests'), under('fapi2_signed_responses'));
  assert.deepEqual(both.signedRequests, { value: true, clause: 'FAPI 2.0 Message Signing §5.3.1 (1)' });
  assert.deepEqual(both.signedResponses, { value: true, clause: 'FAPI 2.0 Message Signing §5.4.1 (1)' });
  assert.deepEqual(both.pushedRequests, { value: true, clause: 'FAPI 2.0 Security Profile §5.3.2.2 (2), (3)' });
  assert.equal(both.signedIntrospection, undefined);
  assert.deepEqual(findDemands(under('fapi2_security'), under()), findDemands(under(), under('fapi2_security')));
});
