import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Secret } from '../../protocol/secret.ts';
import { createArgon2id, defaultCost } from './argon2id.ts';
import { decidePassword } from './decide-password.ts';
import { formatPhc, parsePhc } from './phc.ts';

const cheap = { memory: 64, passes: 2, parallelism: 1 };

const lengths: readonly (readonly [string, string, boolean])[] = [
  ['7 characters', 'a'.repeat(7), false],
  ['8 characters', 'a'.repeat(8), true],
  ['256 characters', 'a'.repeat(256), true],
  ['257 characters', 'a'.repeat(257), false],
  ['8 characters of two units each', '🔑'.repeat(8), true],
  ['4 characters of two units each', '🔑'.repeat(4), false],
  ['spaces, which count', ' '.repeat(8), true],
];
for (const [what, password, accepted] of lengths) {
  test(`NIST SP 800-63B §3.1.1.2: a password of ${what} is ${accepted ? 'accepted' : 'refused'}`, () => {
    assert.equal(decidePassword(password) instanceof Secret, accepted);
  });
}

test('RFC 9106 §4: the default cost is 19 MiB and two passes, and a hash says so', async () => {
  const hasher = createArgon2id();
  const hash = await hasher.hash(new Secret('correct horse'));
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.equal(await hasher.verify(new Secret('correct horse'), hash), true);
  assert.equal(await hasher.verify(new Secret('correct horsf'), hash), false);
  assert.equal(hasher.isOutdated(hash), false);
  assert.equal(createArgon2id({ ...defaultCost, passes: 3 }).isOutdated(hash), true);
});

test('RFC 9106 §3.1: a hash of the reference implementation is verified', async () => {
  // From the test vectors of the argon2 command line: password "password", salt "somesalt", t=2, m=2^8 KiB, p=1.
  const reference = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
  const hasher = createArgon2id(cheap);
  assert.equal(await hasher.verify(new Secret('password'), reference), true);
  assert.equal(await hasher.verify(new Secret('passwore'), reference), false);
});

test('two hashes of one password differ, and both keyboards’ ways to write it match', async () => {
  const hasher = createArgon2id(cheap);
  const [first, second] = await Promise.all([hasher.hash(new Secret('pässwörd')), hasher.hash(new Secret('pässwörd'))]);
  assert.notEqual(first, second);
  assert.equal(await hasher.verify(new Secret('pässwörd'.normalize('NFD')), first ?? ''), true);
});

test('nothing matches the decoy or text that is no hash, and a crowd is served in full', async () => {
  const hasher = createArgon2id(cheap);
  const hash = await hasher.hash(new Secret('correct horse'));
  const crowd = await Promise.all(Array.from({ length: 50 }, () => hasher.verify(new Secret('correct horse'), hash)));
  assert.ok(crowd.every((matches) => matches));
  assert.equal(await hasher.verify(new Secret('correct horse'), hasher.decoy), false);
  assert.equal(hasher.isOutdated(hasher.decoy), false);
  for (const text of ['', 'plain', '$2b$10$abc', hash.replace('argon2id', 'argon2i'), hash.replace('v=19', 'v=16')]) {
    assert.equal(await hasher.verify(new Secret('correct horse'), text), false);
    assert.equal(hasher.isOutdated(text), true);
  }
});

test('a PHC string is read as it was written, and other text is read without harm', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: 9_999_999 }),
      fc.integer({ min: 1, max: 999 }),
      bytes(16),
      bytes(32),
      (memory, passes, salt, tag) => {
        const read = parsePhc(formatPhc({ memory, passes, parallelism: 1, salt, tag }));
        assert.ok(read !== undefined);
        assert.deepEqual([read.memory, read.passes, [...read.salt], [...read.tag]], [memory, passes, [...salt], [...tag]]);
      },
    ),
  );
  fc.assert(fc.property(fc.string(), (text) => parsePhc(text) === undefined));
});
