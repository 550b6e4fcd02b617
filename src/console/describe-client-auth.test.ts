import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validClient } from '../engine/testing/records.ts';
import { describeClientAuth } from './describe-client-auth.ts';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'AA' };

test('an application shows how it proves who it is', () => {
  const facts = (changed: Partial<typeof validClient>): readonly string[] =>
    describeClientAuth({ ...validClient, ...changed }).map(({ label, value }) => `${label}: ${value}`);
  assert.deepEqual(facts({}), ['Authentication: client_secret_post']);
  assert.deepEqual(facts({ tokenEndpointAuthMethod: 'private_key_jwt', tokenEndpointAuthSigningAlg: 'ES256', jwks: [key] }), [
    'Authentication: private_key_jwt (ES256)',
    'Public keys: 1 registered key',
  ]);
  assert.deepEqual(facts({ tokenEndpointAuthMethod: 'private_key_jwt', jwksUri: 'https://app.example.com/jwks' }), [
    'Authentication: private_key_jwt',
    'Public keys: https://app.example.com/jwks',
  ]);
  const certificateSubject = { field: 'tls_client_auth_san_dns', value: 'app.example.com' } as const;
  assert.deepEqual(facts({ tokenEndpointAuthMethod: 'tls_client_auth', certificateSubject }), [
    'Authentication: tls_client_auth',
    'Certificate: tls_client_auth_san_dns: app.example.com',
  ]);
  assert.deepEqual(facts({ tokenEndpointAuthMethod: 'attest_jwt_client_auth', jwks: [key] }), [
    'Authentication: attest_jwt_client_auth',
    "Attester's keys: 1 registered key",
  ]);
  assert.deepEqual(facts({ tokenEndpointAuthMethod: 'attest_jwt_client_auth_dpop' }), [
    'Authentication: attest_jwt_client_auth_dpop',
    "Attester's keys: those of the operator's attesters",
  ]);
});
