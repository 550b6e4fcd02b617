import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizationServerMetadata, type ServiceEndpoints } from '../metadata/authorization-server-metadata.ts';
import type { ProfileName } from '../model/profile-name.ts';
import { validService } from '../testing/records.ts';
import { narrowMetadata } from './narrow-metadata.ts';

const metadata = (...profiles: readonly ProfileName[]) =>
  authorizationServerMetadata({ ...validService, profiles }, {} as ServiceEndpoints, { isAccepted: true, isVouchedFor: true }); // no endpoint is looked at

test('RFC 8414 §2: without a profile nothing is left out', () => {
  const document = { a_signing_alg_values_supported: ['RS256'] };
  assert.equal(narrowMetadata({ profiles: [] }, document), document);
  assert.ok(metadata().token_endpoint_auth_methods_supported.includes('client_secret_basic'));
});

test('FAPI 2.0 Security Profile §5.3.2.1 (6): only ways to authenticate are offered that are allowed, at every endpoint', () => {
  const document = metadata('fapi2_security');
  const expected = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'];
  assert.deepEqual(document.token_endpoint_auth_methods_supported, expected);
  assert.deepEqual(document.introspection_endpoint_auth_methods_supported, expected);
  assert.deepEqual(document.revocation_endpoint_auth_methods_supported, expected);
});

test('FAPI 2.0 Security Profile §5.4.1 (1): every list of algorithms has the allowed ones only', () => {
  const lists = Object.entries(metadata('fapi2_security')).filter(([name]) => name.endsWith('_alg_values_supported'));
  assert.ok(lists.length >= 6);
  for (const [name, list] of lists) {
    assert.ok(list.length > 0, name);
    for (const algorithm of list) assert.ok(['PS256', 'ES256', 'EdDSA', 'Ed25519'].includes(algorithm), `${name}: ${algorithm}`);
  }
});

test('RFC 9126 §5, RFC 9101 §10.5: how requests must come is told', () => {
  assert.equal(metadata().require_pushed_authorization_requests, false);
  assert.equal(metadata('fapi2_security').require_pushed_authorization_requests, true);
  assert.equal(metadata('fapi2_security').require_signed_request_object, false);
  assert.equal(metadata('fapi2_signed_requests').require_signed_request_object, true);
});

test('FAPI 2.0 Message Signing §5.4.1 (1): only signed response modes are offered', () => {
  assert.deepEqual(metadata('fapi2_signed_responses').response_modes_supported, ['jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt']);
});
