import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { SigningKey } from '../model/signing-key.ts';
import { now, validService } from '../testing/records.ts';
import { chooseSigningKey } from './choose-signing-key.ts';
import { decideSigningKeyRotation, type GeneratedKey, publishAhead, retirementMargin } from './rotate-signing-key.ts';
import { withoutNamesakes } from './without-namesakes.ts';

const generated: GeneratedKey = { id: 'new', algorithm: 'ES256', publicJwk: {}, privateJwk: new Secret('{}') };
const key = (id: string, activeFrom: number, retiresAt?: number): SigningKey => ({
  ...generated,
  id,
  serviceId: 1,
  createdAt: now,
  activeFrom: epochSeconds(now + activeFrom),
  retiresAt: retiresAt === undefined ? undefined : epochSeconds(now + retiresAt),
});

const choices: readonly (readonly [title: string, keys: readonly SigningKey[], chosen: string | undefined])[] = [
  ['no keys', [], undefined],
  ['one active', [key('a', -10)], 'a'],
  ['a newer that is not active yet', [key('b', 10), key('a', -10, 100)], 'a'],
  ['two active: the newer', [key('a', -10, 100), key('b', 0)], 'b'],
  ['the newer one retired', [key('b', -5, 0), key('a', -10)], 'a'],
  ['none active yet: the first to be', [key('b', 20), key('a', 10)], 'a'],
  ['all retired', [key('a', -10, -1)], undefined],
  ['a newer that retires', [key('b', -5, 100), key('a', -10)], 'a'],
  ['two that retire: the newer', [key('b', -5, 100), key('a', -10, 50)], 'b'],
  ['two made at once: the first', [key('b', -5), key('a', -5)], 'a'],
];

for (const [title, keys, chosen] of choices) {
  test(`RFC 7517 §4.5: ${title} → ${chosen ?? 'none'}`, () => {
    assert.equal(chooseSigningKey(keys, now)?.id, chosen);
    assert.equal(chooseSigningKey(keys.toReversed(), now)?.id, chosen);
  });
}

const named = (kid: string, activeFrom: number, retiresAt?: number): SigningKey => ({
  ...key(kid, activeFrom, retiresAt),
  publicJwk: { kid },
});

const wishes: readonly (readonly [title: string, keys: readonly SigningKey[], chosen: string | undefined])[] = [
  ['it is an old one', [key('b', 0), named('mine', -10)], 'mine'],
  ['it has no name but our id', [key('b', 0), key('mine', -10)], 'mine'],
  ['it is not active yet', [named('b', -10), named('mine', 10)], 'mine'],
  ['it retires', [named('b', -10), named('mine', 0, 100)], 'b'],
  ['it is gone', [named('b', -10)], 'b'],
  ['there is none', [], undefined],
];
for (const [title, keys, chosen] of wishes)
  test(`a key that is wished for: ${title} → ${chosen ?? 'none'}`, () => {
    assert.equal(chooseSigningKey(keys, now, 'mine')?.id, chosen);
    assert.equal(chooseSigningKey(keys.toReversed(), now, 'mine')?.id, chosen);
  });

test("a service's first key signs at once", () => {
  const { key: made, changes } = decideSigningKeyRotation({ now, service: validService, keys: [], generated });
  assert.equal(made.activeFrom, now);
  assert.deepEqual(changes, [{ change: 'insert_signing_key', key: made }]);
});

test('a rotated key is published ahead, and the old one until its last token is expired', () => {
  const keys = [key('b', -10), key('a', -1000, 50)];
  const { key: made, changes } = decideSigningKeyRotation({ now, service: validService, keys, generated });
  assert.equal(made.activeFrom, now + publishAhead);
  const retiresAt = made.activeFrom + validService.accessTokenLifetime + retirementMargin;
  assert.deepEqual(changes, [
    { change: 'retire_signing_key', keyId: 'b', retiresAt },
    { change: 'insert_signing_key', key: made },
  ]);
});

test('RFC 8725 §3.1: keys of other algorithms go on, and do not make a first key wait', () => {
  const keys: readonly SigningKey[] = [{ ...key('r', -10), algorithm: 'RS256' }];
  const { key: made, changes } = decideSigningKeyRotation({ now, service: validService, keys, generated });
  assert.equal(made.activeFrom, now);
  assert.deepEqual(changes, [{ change: 'insert_signing_key', key: made }]);
});

test('RFC 7517 §4.5: of keys that are called the same the newest is meant', () => {
  const keys = [named('x', 0), key('y', -5), { ...named('x', -10, 100), id: 'older' }];
  assert.deepEqual(
    withoutNamesakes(keys).map(({ id }) => id),
    ['x', 'y'],
  );
});
