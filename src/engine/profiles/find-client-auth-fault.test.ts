import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAuthMethods } from '../client-auth/registry.ts';
import type { ProfileName } from '../model/profile-name.ts';
import { findClientAuthFault } from './find-client-auth-fault.ts';

const none: { readonly profiles: readonly ProfileName[] } = { profiles: [] };
const fapi: typeof none = { profiles: ['fapi2_security'] };
const allowed: readonly string[] = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'];

for (const { name: method } of clientAuthMethods) {
  test(`FAPI 2.0 Security Profile §5.3.2.1 (6): ${method} is ${allowed.includes(method) ? 'allowed' : 'refused'}`, () => {
    const expected = allowed.includes(method) ? undefined : `FAPI 2.0 Security Profile §5.3.2.1 (6): ${method} is not allowed`;
    assert.equal(findClientAuthFault(fapi, none, { method, algorithm: undefined }), expected);
    assert.equal(findClientAuthFault(none, fapi, { method, algorithm: undefined }), expected);
    assert.equal(findClientAuthFault(none, none, { method, algorithm: undefined }), undefined);
  });
}

const algorithms: readonly (readonly [name: string, isAllowed: boolean])[] = [
  ['ES256', true],
  ['PS256', true],
  ['EdDSA', true],
  ['Ed25519', true],
  ['RS256', false],
  ['ES384', false],
  ['PS512', false],
  ['none', false],
];
for (const [algorithm, isAllowed] of algorithms) {
  test(`FAPI 2.0 Security Profile §5.4.1 (1): an assertion signed with ${algorithm} is ${isAllowed ? 'taken' : 'refused'}`, () => {
    const fault = findClientAuthFault(fapi, none, { method: 'private_key_jwt', algorithm });
    assert.equal(fault?.startsWith('FAPI 2.0 Security Profile §5.4.1 (1): '), isAllowed ? undefined : true);
  });
}
