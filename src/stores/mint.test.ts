import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base62Alphabet, formatCredential, parseCredential } from '../protocol/credential.ts';
import { createMint, sha256 } from './mint.ts';

const isAscending = (values: readonly (string | number)[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));

test('a credential survives the way through its text', () => {
  const credential = createMint().credential('refreshToken');
  assert.deepEqual(parseCredential(formatCredential(credential)), credential);
});

test('ids are 18 letters and sort in the order they were made', () => {
  const mint = createMint();
  const ids = Array.from({ length: 5_000 }, () => mint.id());
  assert.ok(ids.every((id) => /^[0-9A-Za-z]{18}$/.test(id)));
  assert.ok(isAscending(ids));
});

test('ids and numbers ascend within one millisecond', () => {
  const mint = createMint(() => 1_800_000_000_000);
  assert.ok(isAscending(Array.from({ length: 50_000 }, () => mint.id())));
  assert.ok(isAscending(Array.from({ length: 5_000 }, () => mint.number())));
});

test('ids and numbers ascend while the clock goes back', () => {
  let now = 1_800_000_000_000;
  const mint = createMint(() => now--);
  assert.ok(isAscending(Array.from({ length: 1_000 }, () => mint.id())));
  assert.ok(isAscending(Array.from({ length: 1_000 }, () => mint.number())));
});

test('an id of a later time sorts after an id of another process', () => {
  assert.ok(createMint(() => 1_800_000_000_000).id() < createMint(() => 1_800_000_000_001).id());
});

test('two mints do not make the same id in the same millisecond', () => {
  const ids = Array.from({ length: 1_000 }, () => createMint(() => 1_800_000_000_000).id());
  assert.equal(new Set(ids).size, ids.length);
});

test('numbers are positive integers below 2^53 until 2092', () => {
  const latest = createMint(() => Date.UTC(2092, 0, 1)).number();
  assert.ok(Number.isSafeInteger(latest) && latest > 0);
});

test('secrets use every letter about equally often', () => {
  const mint = createMint();
  const counts = new Map<string, number>();
  for (let index = 0; index < 5_000; index++) {
    for (const letter of mint.credential('session').secret) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const expected = (5_000 * 43) / base62Alphabet.length;
  // Six standard deviations: a fair coin fails this once in many millions of runs.
  const tolerance = 6 * Math.sqrt(expected);
  for (const letter of base62Alphabet) assert.ok(Math.abs((counts.get(letter) ?? 0) - expected) < tolerance, letter);
});

test('random text has the asked length', () => {
  assert.match(createMint().random(32), /^[\w-]{43}$/);
});

test('RFC 9562 §5.4: uuids are version 4', () => {
  assert.match(createMint().uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('RFC 7636 appendix B: SHA-256 in base64url', () => {
  assert.equal(sha256('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});
