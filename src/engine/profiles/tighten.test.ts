import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../protocol/units.ts';
import { plainOfferRules } from '../model/offer-rules.ts';
import type { ProfileName } from '../model/profile-name.ts';
import { plainServiceRules } from '../model/request-rules.ts';
import { validService } from '../testing/records.ts';
import { allowedAlgorithms, answerAlgorithm, clockTolerance, codeLifetime, pushedLifetime } from './tighten.ts';

const none: { readonly profiles: readonly ProfileName[] } = { profiles: [] };
const fapi: typeof none = { profiles: ['fapi2_security'] };
const patient = { ...validService, requestRules: { ...plainServiceRules, pushedLifetime: seconds(600) } };

test('FAPI 2.0 Security Profile §5.3.2.1 (11): codes live 60 seconds at most, and shorter if the service says so', () => {
  assert.equal(codeLifetime(validService, none), 600);
  assert.equal(codeLifetime(validService, undefined), 600);
  assert.equal(codeLifetime(validService, fapi), 60);
  assert.equal(codeLifetime({ ...validService, ...fapi }, none), 60);
  assert.equal(codeLifetime({ ...validService, codeLifetime: seconds(30) }, fapi), 30);
});

test('FAPI 2.0 Security Profile §5.3.2.2 (12): a request_uri lives less than 600 seconds', () => {
  assert.equal(pushedLifetime(patient, none), 600);
  assert.equal(pushedLifetime(patient, fapi), 599);
  assert.equal(pushedLifetime(validService, fapi), 90);
});

test('FAPI 2.0 Security Profile §5.3.2.1 (13): clocks may be off by a minute at most, and by less if the service says so', () => {
  const tolerating = (tolerance: number) => ({ ...validService, offerRules: { ...plainOfferRules, clockTolerance: seconds(tolerance) } });
  assert.deepEqual(
    [20, 60, 600].map((tolerance) => [clockTolerance(tolerating(tolerance), none), clockTolerance(tolerating(tolerance), fapi)]),
    [
      [20, 20],
      [60, 60],
      [600, 60],
    ],
  );
  assert.equal(clockTolerance({ ...tolerating(600), ...fapi }, undefined), 60);
});

test('FAPI 2.0 Security Profile §5.4.1 (1): of algorithms those remain that the profile names', () => {
  assert.deepEqual(allowedAlgorithms(none, none, ['RS256', 'ES256']), ['RS256', 'ES256']);
  assert.deepEqual(allowedAlgorithms(none, fapi, ['RS256', 'ES256', 'EdDSA', 'PS256', 'ES512']), ['ES256', 'EdDSA', 'PS256']);
});

test('FAPI 2.0 Security Profile §5.4.1 (1): we sign with what the client registered, or with what is allowed', () => {
  assert.equal(answerAlgorithm(none, none, undefined, 'RS256'), 'RS256');
  assert.equal(answerAlgorithm(none, none, 'PS256', 'RS256'), 'PS256');
  assert.equal(answerAlgorithm(none, none, 'HS256', 'RS256'), 'RS256');
  assert.equal(answerAlgorithm(fapi, none, undefined, 'RS256'), 'ES256');
  assert.equal(answerAlgorithm(none, fapi, 'RS256', 'RS256'), 'ES256');
  assert.equal(answerAlgorithm(none, fapi, 'EdDSA', 'RS256'), 'EdDSA');
});
