import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { clientAuthMethods } from '../client-auth/registry.ts';
import { openIdScopes } from '../oidc/openid-scopes.ts';
import { validService } from '../testing/records.ts';
import { authorizationServerMetadata } from './authorization-server-metadata.ts';
import { openIdMetadata } from './openid-metadata.ts';
import { protectedResourceMetadata } from './protected-resource-metadata.ts';

const endpoints = {
  authorization: 'https://auth.example.com/oauth2/authorize',
  pushedAuthorizationRequest: 'https://auth.example.com/oauth2/par',
  deviceAuthorization: 'https://auth.example.com/oauth2/device',
  token: 'https://auth.example.com/oauth2/tokens',
  revocation: 'https://auth.example.com/oauth2/revoke',
  introspection: 'https://auth.example.com/oauth2/introspect',
  challenge: 'https://auth.example.com/oauth2/challenge',
  endSession: 'https://auth.example.com/oauth2/logout',
  jwks: 'https://auth.example.com/oauth2/jwks',
};

const everything = { isAccepted: true, isVouchedFor: true };

test('RFC 8414 §2: the document says what the registries say', () => {
  const metadata = authorizationServerMetadata(validService, endpoints, everything);
  assert.equal(metadata.issuer, validService.issuer);
  assert.equal(metadata.token_endpoint, endpoints.token);
  assert.deepEqual(metadata.response_types_supported, ['code']);
  assert.deepEqual(metadata.code_challenge_methods_supported, ['S256']);
  assert.deepEqual(metadata.scopes_supported, ['all', 'read', 'write']);
  assert.deepEqual(
    metadata.token_endpoint_auth_methods_supported,
    clientAuthMethods.map(({ name }) => name),
  );
});

test('RFC 9207 §3: the document announces iss', () => {
  assert.equal(authorizationServerMetadata(validService, endpoints, everything).authorization_response_iss_parameter_supported, true);
});

test('RFC 7662 §2.1: the document offers no way for public clients to introspect', () => {
  assert.ok(
    !authorizationServerMetadata(validService, endpoints, everything).introspection_endpoint_auth_methods_supported.includes('none'),
  );
});

test('RFC 9728 §2: a resource names its authorization server and how tokens travel', () => {
  assert.deepEqual(protectedResourceMetadata(validService, 'https://auth.example.com', false), {
    resource: 'https://auth.example.com',
    authorization_servers: ['https://auth.example.com'],
    scopes_supported: ['all', 'read', 'write'],
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: signatureAlgorithmNames,
    dpop_bound_access_tokens_required: false,
    tls_client_certificate_bound_access_tokens: false,
  });
  assert.deepEqual(protectedResourceMetadata(validService, 'x', true, ['header', 'query']).bearer_methods_supported, ['header', 'query']);
});

const certificateCases: readonly (readonly [isAccepted: boolean, isVouchedFor: boolean, expected: readonly string[]])[] = [
  [false, false, []],
  [false, true, []],
  [true, false, ['self_signed_tls_client_auth']],
  [true, true, ['tls_client_auth', 'self_signed_tls_client_auth']],
];

for (const [isAccepted, isVouchedFor, expected] of certificateCases) {
  test(`RFC 8705 §2: certificates ${isAccepted ? '' : 'not '}asked for, ${isVouchedFor ? '' : 'not '}vouched for → [${expected}]`, () => {
    const metadata = authorizationServerMetadata(validService, endpoints, { isAccepted, isVouchedFor });
    const offered = (methods: readonly string[]): readonly string[] => methods.filter((name) => name.includes('tls'));
    assert.deepEqual(offered(metadata.token_endpoint_auth_methods_supported), expected);
    assert.deepEqual(offered(metadata.introspection_endpoint_auth_methods_supported), expected);
    assert.deepEqual(offered(metadata.revocation_endpoint_auth_methods_supported), expected);
  });
}

test('RFC 8414 §2: the algorithms of assertions are listed wherever clients authenticate, and none is not among them', () => {
  const metadata = authorizationServerMetadata(validService, endpoints, everything);
  for (const algorithms of [
    metadata.token_endpoint_auth_signing_alg_values_supported,
    metadata.introspection_endpoint_auth_signing_alg_values_supported,
    metadata.revocation_endpoint_auth_signing_alg_values_supported,
  ]) {
    assert.ok(algorithms.includes('ES256') && algorithms.includes('PS256') && algorithms.includes('HS256'));
    assert.ok(!algorithms.includes('none'));
  }
});

test('draft-ietf-oauth-attestation-based-client-auth-11 §8: the document tells of attestation, its challenges and its algorithms', () => {
  const metadata = authorizationServerMetadata(validService, endpoints, everything);
  assert.equal(metadata.challenge_endpoint, endpoints.challenge);
  for (const name of ['attest_jwt_client_auth', 'attest_jwt_client_auth_dpop']) {
    assert.ok(metadata.token_endpoint_auth_methods_supported.includes(name));
  }
  for (const algorithms of [
    metadata.client_attestation_signing_alg_values_supported,
    metadata.client_attestation_pop_signing_alg_values_supported,
  ]) {
    assert.ok(algorithms.includes('ES256') && !algorithms.some((name) => name === 'none' || name.startsWith('HS')));
  }
});

test('OpenID Connect Discovery §3: what an OpenID provider must say, it says', () => {
  const service = { ...validService, scopes: [...validService.scopes, ...openIdScopes] };
  const metadata = openIdMetadata(service, { userinfo: 'https://auth.example.com/oauth2/userinfo' }, ['name', 'email']);
  assert.deepEqual(metadata, {
    userinfo_endpoint: 'https://auth.example.com/oauth2/userinfo',
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA'],
    userinfo_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA'],
    claim_types_supported: ['normal'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'acr', 'amr', 'at_hash', 'sid', 'name', 'email'],
    claims_parameter_supported: true,
  });
  assert.deepEqual(openIdMetadata(validService, { userinfo: 'x' }, []), {});
});

test('RFC 9728 §2: scopes that open userinfo only are none of a resource', () => {
  const service = { ...validService, scopes: [...validService.scopes, ...openIdScopes] };
  assert.deepEqual(protectedResourceMetadata(service, 'x', false).scopes_supported, ['all', 'read', 'write']);
});
