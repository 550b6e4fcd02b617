import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { seconds } from '../../protocol/units.ts';
import { deviceCode } from '../grants/device-code.ts';
import type { Client } from '../model/client.ts';
import { plainClientRules, plainServiceRules } from '../model/request-rules.ts';
import type { Service } from '../model/service.ts';
import { openIdScopes } from '../oidc/openid-scopes.ts';
import { validClient, validService } from '../testing/records.ts';
import { type DeviceRequest, judgeDeviceRequest } from './judge-device-request.ts';

const service: Service = {
  ...validService,
  scopes: [...validService.scopes, ...openIdScopes],
  requestRules: { ...plainServiceRules, detailTypes: [{ name: 'payment', description: 'Pay', schema: { type: 'object' } }] },
};
const client: Client = { ...validClient, grantTypes: [deviceCode.name] };

const judge = (text: string, changed: Partial<Client> = {}, asker: Service = service): DeviceRequest | OAuthError =>
  judgeDeviceRequest(asker, { ...client, ...changed }, decodeForm(text));

const judgeGood = (...facts: Parameters<typeof judge>): DeviceRequest => {
  const judged = judge(...facts);
  assert.ok(!(judged instanceof OAuthError), judged instanceof OAuthError ? judged.message : '');
  return judged;
};

test('RFC 6749 §3.3: a device that asks for no scope gets the default ones; one that asks for details alone gets none', () => {
  assert.deepEqual(judgeGood('').scopes, ['all']);
  const details = encodeURIComponent('[{"type":"payment"}]');
  const { scopes, authorizationDetails } = judgeGood(`authorization_details=${details}`);
  assert.deepEqual([scopes, authorizationDetails], [[], [{ type: 'payment' }]]);
});

test('OpenID Connect Core §11: offline_access comes to nothing for a device that may not refresh', () => {
  assert.deepEqual(judgeGood('scope=openid+offline_access').scopes, ['openid']);
  const refreshing = { grantTypes: [deviceCode.name, 'refresh_token'] };
  assert.deepEqual(judgeGood('scope=openid+offline_access', refreshing).scopes, ['openid', 'offline_access']);
});

test('OpenID Connect Core §3.1.2.1: max_age and acr_values are a device’s own, or what its client registered', () => {
  const requestRules = { ...plainClientRules, defaultMaxAge: seconds(60), defaultAcrValues: ['urn:usual'] };
  const usual = judgeGood('scope=openid', { requestRules });
  assert.deepEqual([usual.maxAge, usual.acrRequest.values], [60, ['urn:usual']]);
  const own = judgeGood('scope=openid&max_age=5&acr_values=urn:a+urn:b', { requestRules });
  assert.deepEqual([own.maxAge, own.acrRequest.values], [5, ['urn:a', 'urn:b']]);
});

test('RFC 8628 §3.1: what only makes sense in a browser is ignored', () => {
  assert.deepEqual(judgeGood('scope=openid&prompt=none&login_hint=ada&redirect_uri=x&state=y'), judgeGood('scope=openid'));
});

test('RFC 9126 §5: where requests must be pushed a device may ask, for its client proves itself as a pushing one does', () => {
  assert.deepEqual(judgeGood('', { requestRules: { ...plainClientRules, requirePushed: true } }).scopes, ['all']);
});

for (const [who, changed, asker] of [
  ['a service', {}, { ...service, requestRules: { ...plainServiceRules, requireSigned: true } }],
  ['a client', { requestRules: { ...plainClientRules, requireSigned: true } }, service],
  ['a profile', {}, { ...service, profiles: ['fapi2_signed_requests'] }],
] as const) {
  test(`RFC 9101 §10.5: where ${who} wants requests signed, no device may ask`, () => {
    const error = judge('', changed, asker);
    assert.ok(error instanceof OAuthError);
    assert.deepEqual([error.code, error.message], ['invalid_request', 'Requests of this client must be signed.']);
  });
}
