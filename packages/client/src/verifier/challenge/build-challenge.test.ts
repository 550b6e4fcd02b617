import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildChallenge, type ChallengeFacts } from './build-challenge.ts';

const facts: ChallengeFacts = {
  schemes: ['Bearer'],
  used: undefined,
  dpopAlgorithms: ['ES256', 'EdDSA'],
  requirements: {},
  resourceMetadata: undefined,
};
const invalid = { code: 'invalid_token', description: 'No.' } as const;
const none = { code: undefined, description: 'A token is needed.' };

test('RFC 6750 §3.1: without a token the challenge has no error', () => {
  assert.equal(buildChallenge(none, facts), 'Bearer');
  const url = 'https://rs.test/.well-known/oauth-protected-resource';
  assert.equal(
    buildChallenge(none, { ...facts, resourceMetadata: url, requirements: { scopes: ['a', 'b'] } }),
    `Bearer scope="a b", resource_metadata="${url}"`,
  );
});

test('RFC 6750 §3: an error is told with its code, description and the scope that is needed', () => {
  const insufficient = { code: 'insufficient_scope', description: 'More.' } as const;
  assert.equal(
    buildChallenge(insufficient, { ...facts, requirements: { scopes: ['a'], acrValues: ['x'], maxAgeInSeconds: 1 } }),
    'Bearer error="insufficient_scope", error_description="More.", scope="a"',
  );
});

test('RFC 9449 §7.1: the scheme that was used has the error, and DPoP its algorithms', () => {
  const both: ChallengeFacts = { ...facts, schemes: ['Bearer', 'DPoP'] };
  assert.equal(
    buildChallenge(invalid, { ...both, used: 'Bearer' }),
    'Bearer error="invalid_token", error_description="No.", DPoP algs="ES256 EdDSA"',
  );
  assert.equal(
    buildChallenge(invalid, { ...both, used: 'DPoP' }),
    'DPoP error="invalid_token", error_description="No.", algs="ES256 EdDSA", Bearer',
  );
  assert.equal(buildChallenge(none, { ...both, schemes: ['DPoP'], used: 'Bearer' }), 'DPoP algs="ES256 EdDSA"');
});

test('RFC 9470 §3: a step-up names the acr_values and max_age that will do', () => {
  const stepUp = { code: 'insufficient_user_authentication', description: 'Again.' } as const;
  assert.equal(
    buildChallenge(stepUp, { ...facts, requirements: { acrValues: ['urn:a', 'urn:b'], maxAgeInSeconds: 300 } }),
    'Bearer error="insufficient_user_authentication", error_description="Again.", acr_values="urn:a urn:b", max_age="300"',
  );
});

test('RFC 9110 §5.6.4: nothing that is handed in breaks out of its quotes, or fails as a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (scope, url) => {
      const challenge = buildChallenge(none, { ...facts, requirements: { scopes: [scope] }, resourceMetadata: url });
      assert.match(challenge, /^Bearer scope="[^"\\]*", resource_metadata="[^"\\]*"$/);
      new Headers({ 'www-authenticate': challenge });
    }),
  );
});
