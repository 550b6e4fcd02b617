import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { looseClientRules, looseServiceRules } from '../model/binding-rules.ts';
import type { Confirmation } from '../model/confirmation.ts';
import { type ConfirmationFacts, decideConfirmation } from './decide-confirmation.ts';

const valid: ConfirmationFacts = {
  service: { bindingRules: looseServiceRules, profiles: [] },
  client: { bindingRules: looseClientRules, profiles: [] },
  jkt: undefined,
  certificateThumbprint: undefined,
  isAuthenticatedByCertificate: false,
};
const byService = { service: { bindingRules: { ...looseServiceRules, tlsClientCertificateBoundAccessTokens: true }, profiles: [] } };
const byClient = { client: { bindingRules: { ...looseClientRules, tlsClientCertificateBoundAccessTokens: true }, profiles: [] } };
const fapiService: Partial<ConfirmationFacts> = { service: { bindingRules: looseServiceRules, profiles: ['fapi2_security'] } };
const fapiClient: Partial<ConfirmationFacts> = { client: { bindingRules: looseClientRules, profiles: ['fapi2_security'] } };
const shown = { certificateThumbprint: 'x5t' };

const table: readonly (readonly [title: string, change: Partial<ConfirmationFacts>, expected: Confirmation | string | undefined])[] = [
  ['RFC 6750 §1.2: nothing shown', {}, undefined],
  ['RFC 9449 §5: a proof', { jkt: 'jkt' }, { jkt: 'jkt' }],
  [
    'RFC 9449 §5.2: no proof where the service demands one',
    { service: { bindingRules: { ...looseServiceRules, dpopBoundAccessTokens: true }, profiles: [] } },
    'invalid_dpop_proof',
  ],
  [
    'RFC 9449 §5.2: no proof where the client said it sends one',
    { client: { bindingRules: { ...looseClientRules, dpopBoundAccessTokens: true }, profiles: [] } },
    'invalid_dpop_proof',
  ],
  ['RFC 8705 §3: a certificate nobody asked for', shown, undefined],
  ['RFC 8705 §3: the certificate the client authenticated by', { ...shown, isAuthenticatedByCertificate: true }, { 'x5t#S256': 'x5t' }],
  ['RFC 9449 §5: a proof beside that certificate', { ...shown, isAuthenticatedByCertificate: true, jkt: 'jkt' }, { jkt: 'jkt' }],
  ['RFC 8705 §3.4: a certificate the client means to use', { ...shown, ...byClient }, { 'x5t#S256': 'x5t' }],
  ['RFC 8705 §3.3: a certificate the service binds to', { ...shown, ...byService }, { 'x5t#S256': 'x5t' }],
  ['RFC 8705 §3.4: no certificate where one was meant', byClient, 'invalid_request'],
  ['RFC 8705 §3.4: a proof in the place of the certificate', { ...byService, jkt: 'jkt' }, 'invalid_request'],
  ['RFC 8705 §3.4: both', { ...shown, ...byClient, jkt: 'jkt' }, { jkt: 'jkt', 'x5t#S256': 'x5t' }],
  ['FAPI 2.0 Security Profile §5.3.2.1 (4): nothing shown under the service’s profile', fapiService, 'invalid_dpop_proof'],
  ['FAPI 2.0 Security Profile §5.3.2.1 (4): nothing shown under the client’s profile', fapiClient, 'invalid_dpop_proof'],
  ['FAPI 2.0 Security Profile §5.3.2.1 (4): a certificate that nothing is bound to', { ...fapiClient, ...shown }, 'invalid_dpop_proof'],
  ['FAPI 2.0 Security Profile §5.3.2.1 (5): a proof', { ...fapiService, jkt: 'jkt' }, { jkt: 'jkt' }],
  [
    'FAPI 2.0 Security Profile §5.3.2.1 (5): the certificate the client authenticated by',
    { ...fapiService, ...shown, isAuthenticatedByCertificate: true },
    { 'x5t#S256': 'x5t' },
  ],
];
for (const [title, change, expected] of table) {
  test(`${title} → ${JSON.stringify(expected) ?? 'a bearer token'}`, () => {
    const decided = decideConfirmation({ ...valid, ...change });
    assert.deepEqual(decided instanceof OAuthError ? decided.code : decided, expected);
  });
}
