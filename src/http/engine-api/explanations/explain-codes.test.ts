import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OAuthError, type OAuthErrorCode, statusByErrorCode } from '../../../protocol/oauth-error.ts';
import { engineOperations } from '../registry.ts';
import { listResultCodes, type ResultCodes, resultCodeOf } from '../result-codes.ts';
import { callerExplanations } from './caller-codes.ts';
import { explainCodes, explanations } from './explain-codes.ts';
import { listExplainedCodes } from './list-explained-codes.ts';

const codes: ResultCodes = { area: '050', byReason: { 'code replayed': 'A050304' }, byError: { invalid_token: 'A050301' } };
const errorCodes = Object.keys(statusByErrorCode) as OAuthErrorCode[]; // the keys of the table are the codes
const explained = listExplainedCodes(engineOperations);

test('RFC 6749 §5.2, error_uri: whatever is refused, its code is listed', () => {
  const listed = new Set(listResultCodes(codes));
  const reasons = fc.oneof(
    fc.constantFrom(
      'code replayed',
      'unknown client',
      'x used by a client registered for y',
      'FAPI 2.0 §1: none is not allowed',
      'toString',
    ),
    fc.string(),
  );
  const descriptions = fc.constantFrom('The DPoP proof is not valid.', 'Something is wrong.');
  fc.assert(
    fc.property(fc.constantFrom(...errorCodes), descriptions, reasons, (error, description, reason) => {
      const code = resultCodeOf(codes, new OAuthError(error, description, reason));
      assert.ok(listed.has(code), `${error}, ${reason}: ${code}`);
    }),
  );
});

const known: readonly (readonly [reason: string, error: OAuthErrorCode, code: string])[] = [
  ['code replayed', 'invalid_grant', 'A050304'],
  ['anything', 'invalid_token', 'A050301'],
  ['anything', 'invalid_grant', 'A050392'],
  ['anything', 'consent_required', 'A050399'],
  ['anything', 'server_error', 'A050199'],
  ['anything', 'invalid_client', 'A157302'],
  ['client_secret_post used by a client registered for none', 'invalid_client', 'A157357'],
  ['client_secret_post is not offered by the service', 'invalid_client', 'A157357'],
  ['FAPI 2.0 Security Profile §5.3.2.1 (6): client_secret_post is not allowed', 'invalid_client', 'A295301'],
  ['The parameter client_id is missing.', 'invalid_request', 'A244305'],
  ['authorization details without a type', 'invalid_authorization_details', 'A249301'],
  ['anything', 'invalid_dpop_proof', 'A254301'],
];
for (const [reason, error, code] of known)
  test(`seed 002 §1.3: ${error}, ${reason} → ${code}`, () => {
    assert.equal(resultCodeOf(codes, new OAuthError(error, 'Something is wrong.', reason)), code);
  });

test('seed 002 §1.3: a DPoP proof that could be read, and is not good → A254303', () => {
  assert.equal(
    resultCodeOf(codes, new OAuthError('invalid_dpop_proof', 'The DPoP proof is not valid.', 'htm is another method')),
    'A254303',
  );
});

test('every code says what was wrong and what to do, in sentences, once', () => {
  assert.equal(new Set(explained.map(({ code }) => code)).size, explained.length);
  for (const { code, cause, fix } of explained) {
    assert.match(code, /^A\d{6}$/);
    for (const sentence of [cause, fix]) assert.match(sentence, /^\S.*\.$/, code);
  }
});

test('no code is explained that nothing answers', () => {
  const answered = new Set(explained.map(({ code }) => code));
  for (const code of [...Object.keys(explanations), ...Object.keys(callerExplanations)]) assert.ok(answered.has(code), code);
});

test('a family with a code that is not explained is a mistake of ours', () => {
  assert.throws(() => explainCodes({ area: '999', byReason: { new: 'A999201' } }), TypeError);
});
