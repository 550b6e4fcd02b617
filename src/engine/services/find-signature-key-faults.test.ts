import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainAnswerRules } from '../model/answer-rules.ts';
import type { Service } from '../model/service.ts';
import type { ServiceSignatureKeys } from '../model/signature-keys.ts';
import { validService } from '../testing/records.ts';
import { findSignatureKeyFaults } from './find-signature-key-faults.ts';

const naming = (signatureKeys: ServiceSignatureKeys): Service => ({ ...validService, answerRules: { ...plainAnswerRules, signatureKeys } });
const signing = [
  { id: 'ours', publicJwk: {}, algorithm: 'ES256' },
  { id: 'x', publicJwk: { kid: 'mine' }, algorithm: 'RS256' },
] as const;

const cases: readonly (readonly [title: string, service: Service, before: Service | undefined, fields: readonly string[]])[] = [
  ['nothing is named', naming({}), undefined, []],
  ['keys are named as the key set names them', naming({ idToken: 'mine', userinfo: 'ours' }), undefined, []],
  ['a key that is not there', naming({ idToken: 'x' }), undefined, ['answerRules.signatureKeys.idToken']],
  ['one that is not there was named before', naming({ idToken: 'x' }), naming({ idToken: 'x' }), []],
  ['it was named for something else', naming({ userinfo: 'x' }), naming({ idToken: 'x' }), ['answerRules.signatureKeys.userinfo']],
  ['access tokens are opaque', naming({ accessToken: 'mine' }), undefined, []],
  [
    'access tokens are signed by another algorithm',
    { ...naming({ accessToken: 'mine' }), accessTokenFormat: 'jwt' },
    undefined,
    ['answerRules.signatureKeys.accessToken'],
  ],
  ['access tokens are signed by this one', { ...naming({ accessToken: 'ours' }), accessTokenFormat: 'jwt' }, undefined, []],
];
for (const [title, service, before, fields] of cases)
  test(`seed 002, …SignatureKeyId: ${title} → ${fields.length === 0 ? 'good' : 'refused'}`, () => {
    const faults = findSignatureKeyFaults(service, before, signing);
    assert.deepEqual(
      faults.map(({ field }) => field),
      fields,
    );
    for (const { field, detail } of faults) assert.ok(detail.startsWith(`${field} names `));
  });
