import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AuthenticationClass, passwordClass } from '../model/authentication-class.ts';
import { chooseAcr, isAcrMet, mayReachAcr } from './acr-request.ts';
import { findAcr, reachesAcr } from './find-acr.ts';

const low = passwordClass.acr;
const classes: readonly AuthenticationClass[] = [passwordClass, { acr: 'phr', methods: ['hwk'] }, { acr: 'phrh', methods: ['hwk', 'pwd'] }];

for (const [amr, acr] of [
  [[], undefined],
  [['otp'], undefined],
  [['pwd'], low],
  [['hwk', 'user'], 'phr'],
  [['pwd', 'hwk'], 'phrh'],
] as const) {
  test(`RFC 8176 §1: methods ${JSON.stringify(amr)} reach ${acr}`, () => assert.equal(findAcr(classes, amr), acr));
}

for (const [reached, wanted, does] of [
  [low, low, true],
  ['phrh', low, true],
  [low, 'phr', false],
  [undefined, low, false],
  ['phrh', 'urn:unknown', false],
  ['urn:the-callers-own', 'urn:the-callers-own', true],
  ['urn:the-callers-own', low, false],
] as const) {
  test(`OpenID Connect Core §2: ${reached} ${does ? 'reaches' : 'does not reach'} ${wanted}`, () => {
    assert.equal(reachesAcr(classes, reached, wanted), does);
  });
}

test('OpenID Connect Core §3.1.2.1: the client is told the first class of its list that was reached, and otherwise the one that was', () => {
  const told = (values: readonly string[], reached: string | undefined) => chooseAcr(classes, { values, isEssential: false }, reached);
  assert.equal(told([low, 'phr'], 'phrh'), low);
  assert.equal(told(['phr', low], low), low);
  assert.equal(told(['phrh'], low), low);
  assert.equal(told([], 'phr'), 'phr');
  assert.equal(told([low], undefined), undefined);
});

test('OpenID Connect Core §5.5.1.1: one of the values will do; an essential request without values wants any class', () => {
  const isMet = (values: readonly string[], isEssential: boolean, reached: string | undefined) =>
    isAcrMet(classes, { values, isEssential }, reached);
  assert.deepEqual([isMet(['phrh', low], true, low), isMet(['phr'], true, low), isMet(['phr'], false, low)], [true, false, false]);
  assert.deepEqual([isMet([], true, undefined), isMet([], true, low), isMet([], false, undefined)], [false, true, true]);
});

test('RFC 9470 §5: nobody is sent to sign in for a class that does not exist here', () => {
  const may = (values: readonly string[], of = classes) => mayReachAcr(of, { values, isEssential: true });
  assert.deepEqual([may(['urn:unknown']), may(['urn:unknown', 'phr']), may([]), may([], [])], [false, true, true, false]);
});
