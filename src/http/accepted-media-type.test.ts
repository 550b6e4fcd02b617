import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAcceptance } from './accepted-media-type.ts';

const type = 'application/token-introspection+jwt';
const table: readonly (readonly [accept: string | undefined, isNamed: boolean, isTaken: boolean])[] = [
  [undefined, false, true],
  ['*/*', false, true],
  ['application/*;q=0.8', false, true],
  ['application/json', false, false],
  ['', false, false],
  [type, true, true],
  [type.toUpperCase(), true, true],
  [`application/json, ${type};q=0.9`, true, true],
  [`${type} ;q=0`, false, false],
  [`${type};q=0.000, application/json`, false, false],
  [`${type}s`, false, false],
];
for (const [accept, isNamed, isTaken] of table) {
  test(`RFC 9110 §12.5.1: Accept ${accept ?? 'absent'} ${isNamed ? 'names' : isTaken ? 'takes' : 'does not take'} the type`, () => {
    assert.deepEqual(readAcceptance(accept, type), { isNamed, isTaken });
  });
}
