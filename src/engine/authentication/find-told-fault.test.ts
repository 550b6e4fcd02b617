import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { AuthenticatedSubject } from '../authorize/authorization-request.ts';
import { now, personAt } from '../testing/records.ts';
import { findToldFault } from './find-told-fault.ts';

const good: readonly Partial<AuthenticatedSubject>[] = [
  {},
  { subject: 'a'.repeat(100) },
  { authTime: epochSeconds(now + 300) },
  { authTime: epochSeconds(1) },
  { acr: 'a'.repeat(255), sessionId: '~' },
];
const wrong: readonly Partial<AuthenticatedSubject>[] = [
  { subject: '' },
  { subject: 'ä' },
  { subject: 'a'.repeat(101) },
  { authTime: epochSeconds(now + 301) },
  { authTime: epochSeconds(now * 1000) },
  { acr: '' },
  { acr: 'a'.repeat(256) },
  { sessionId: 'a\nb' },
];
for (const [rows, isGood] of [
  [good, true],
  [wrong, false],
] as const) {
  for (const change of rows) {
    test(`seed 002: a front end ${isGood ? 'may' : 'must not'} tell ${JSON.stringify(change).slice(0, 60)}`, () =>
      assert.equal(findToldFault({ ...personAt(), ...change }, now) === undefined, isGood));
  }
}
