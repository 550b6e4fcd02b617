import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SigningAlgorithm } from '../model/signing-key.ts';
import { validClient, validGrant, validService } from '../testing/records.ts';
import { decideIdToken } from './id-token.ts';

const signedWith = (registered: SigningAlgorithm, isProfiled: boolean): SigningAlgorithm | undefined =>
  decideIdToken({
    service: { ...validService, profiles: isProfiled ? ['fapi2_security'] : [] },
    client: { ...validClient, openIdRules: { ...validClient.openIdRules, idTokenSignedResponseAlg: registered } },
    scopes: ['openid'],
    grant: validGrant,
    nonce: undefined,
  })?.algorithm;

test('FAPI 2.0 Security Profile §5.4.1 (1): ID tokens are signed with an allowed algorithm, whatever the default is', () => {
  assert.equal(signedWith('RS256', false), 'RS256');
  assert.equal(signedWith('RS256', true), 'ES256');
  assert.equal(signedWith('EdDSA', true), 'EdDSA');
});
