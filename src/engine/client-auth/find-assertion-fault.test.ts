import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import { seconds } from '../../protocol/units.ts';
import { now, validService } from '../testing/records.ts';
import { findAssertionFault } from './find-assertion-fault.ts';

const claims: JsonObject = { iss: 'client', sub: 'client', aud: validService.issuer, exp: now + 60, iat: now, jti: 'one' };

const judge = (changed: JsonObject, header: JsonObject = {}, tolerance = 60): string | undefined => {
  const assertion = { header: { alg: 'ES256', ...header }, claims: { ...claims, ...changed } };
  return findAssertionFault({ now, service: validService, assertion, clockTolerance: seconds(tolerance) });
};

const table: readonly (readonly [clause: string, title: string, changed: JsonObject, fault: string | undefined])[] = [
  ['RFC 7523 §3', 'an assertion with all it needs is good', {}, undefined],
  ['RFC 7523 §3 (1)', 'iss is the client', { iss: 'other' }, 'iss is not sub'],
  ['RFC 7523 §3 (1)', 'iss is there', { iss: undefined }, 'iss is not sub'],
  ['RFC 7523bis §4', 'aud is not the token endpoint', { aud: `${validService.issuer}/oauth2/tokens` }, 'aud is not the issuer alone'],
  ['RFC 7523bis §4', 'aud is nobody else', { aud: 'https://other.example.com' }, 'aud is not the issuer alone'],
  ['RFC 7523bis §4', 'aud is not a list of several', { aud: [validService.issuer, 'x'] }, 'aud is not the issuer alone'],
  ['RFC 7523bis §4', 'aud is not even a list of one', { aud: [validService.issuer] }, 'aud is not the issuer alone'],
  ['RFC 7523bis §4', 'aud is there', { aud: undefined }, 'aud is not the issuer alone'],
  ['RFC 7523 §3 (4)', 'exp is there', { exp: undefined }, 'exp is missing'],
  ['RFC 7523 §3 (4)', 'exp is a number', { exp: String(now + 60) }, 'exp is missing'],
  ['RFC 7523 §3 (4)', 'a clock may be behind by a minute', { exp: now - 59 }, undefined],
  ['RFC 7523 §3 (4)', 'a clock may not be behind by more', { exp: now - 60 }, 'expired'],
  ['RFC 7523 §3 (4)', 'an hour is long enough', { exp: now + 3660 }, undefined],
  ['RFC 7523 §3 (4)', 'more than an hour is too long', { exp: now + 3661 }, 'exp is too far away'],
  ['RFC 7523 §3 (5)', 'nbf may be missing or past', { nbf: now - 1 }, undefined],
  ['RFC 7523 §3 (5)', 'nbf may be ahead by a minute', { nbf: now + 60 }, undefined],
  ['RFC 7523 §3 (5)', 'nbf may not be ahead by more', { nbf: now + 61 }, 'nbf is in the future'],
  ['RFC 7523 §3 (5)', 'nbf is a number', { nbf: 'now' }, 'nbf is in the future'],
  ['RFC 7523 §3 (6)', 'iat may be missing', { iat: undefined }, undefined],
  ['RFC 7523 §3 (6)', 'iat may not be ahead by more than a minute', { iat: now + 61 }, 'iat is in the future'],
  ['RFC 7523 §3 (6)', 'iat may not be long ago', { iat: now - 3661 }, 'iat is too long ago'],
  ['RFC 7523 §3 (7)', 'jti is there, so that a replay is seen', { jti: undefined }, 'jti is missing'],
  ['RFC 7523 §3 (7)', 'jti is text', { jti: 7 }, 'jti is missing'],
];

for (const [clause, title, changed, fault] of table) test(`${clause}: ${title}`, () => assert.equal(judge(changed), fault));

test('RFC 7519 §4.1.4: a clock may be off as far as the service says', () => {
  assert.equal(judge({ iat: now + 1 }, {}, 0), 'iat is in the future');
  assert.equal(judge({ exp: now - 600 }, {}, 601), undefined);
  assert.equal(judge({ exp: now - 600 }, {}, 600), 'expired');
});

for (const [typ, isGood] of [
  ['JWT', true],
  ['client-authentication+jwt', true],
  ['application/client-authentication+jwt', true],
  ['at+jwt', false],
  ['dpop+jwt', false],
  ['oauth-authz-req+jwt', false],
  [7, false],
] as const) {
  test(`RFC 8725 §3.11: typ ${typ} is ${isGood ? 'good' : 'of another kind'}`, () =>
    assert.equal(judge({}, { typ }) === undefined, isGood));
}
