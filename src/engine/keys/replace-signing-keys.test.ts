import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { SigningKey } from '../model/signing-key.ts';
import { now, validService } from '../testing/records.ts';
import { decideKeyReplacement } from './replace-signing-keys.ts';
import { type GeneratedKey, retirementMargin } from './rotate-signing-key.ts';

const given = (kid: string, x = kid, algorithm: SigningKey['algorithm'] = 'ES256'): GeneratedKey => ({
  id: `id-${kid}-${x}`,
  algorithm,
  publicJwk: { kid, x },
  privateJwk: new Secret('{}'),
});
const held = (kid: string, x?: string, algorithm?: SigningKey['algorithm']): SigningKey => ({
  ...given(kid, x, algorithm),
  serviceId: 1,
  createdAt: now,
  activeFrom: epochSeconds(now - 10),
  retiresAt: undefined,
});
const afterLastToken = now + validService.accessTokenLifetime + retirementMargin;

/** What becomes of `a` (ES256), `b` (ES256) and `r` (RS256): what is retired until when, and what is new. */
const cases: readonly (readonly [
  title: string,
  kept: readonly string[],
  given: readonly GeneratedKey[],
  retired: Readonly<Record<string, number>>,
  added: readonly string[],
  signing: readonly string[],
])[] = [
  ['all come back as they were shown', ['a', 'b', 'r'], [], {}, [], ['a', 'b', 'r']],
  ['all come back whole', [], [given('a'), given('b'), given('r', 'r', 'RS256')], {}, [], ['a', 'b', 'r']],
  ['one is left out', ['a', 'r'], [], { b: afterLastToken }, [], ['a', 'r']],
  ['a third of an algorithm', ['a', 'b', 'r'], [given('c')], {}, ['c'], ['a', 'b', 'r', 'c']],
  ['another key of the same name', ['a', 'r'], [given('b', 'other')], { b: now }, ['b'], ['a', 'r', 'b']],
  ['nothing but a new one', [], [given('c')], { a: afterLastToken, b: afterLastToken, r: afterLastToken }, ['c'], ['c']],
];
for (const [title, kept, keys, retired, added, signing] of cases)
  test(`RFC 7517 §5: ${title}`, () => {
    const before = [held('a'), held('b'), held('r', 'r', 'RS256')];
    const decision = decideKeyReplacement({ now, service: validService, keys: before, kept, given: keys });
    const ended = decision.changes.flatMap((each) =>
      each.change === 'retire_signing_key' ? [[each.keyId.split('-')[1], each.retiresAt]] : [],
    );
    assert.deepEqual(Object.fromEntries(ended), retired);
    assert.deepEqual(
      decision.changes.flatMap((each) => (each.change === 'insert_signing_key' ? [each.key.publicJwk.kid] : [])),
      added,
    );
    assert.deepEqual(
      decision.signing.map(({ publicJwk }) => publicJwk.kid),
      signing,
    );
  });
