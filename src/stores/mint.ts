import { hash, randomBytes, randomUUID } from 'node:crypto';
import { base62Alphabet, type CredentialKind, credentialLengths, toBase62 } from '../protocol/credential.ts';
import type { Mint, Sha256 } from '../protocol/mint.ts';
import { randomByte } from './random-pool.ts';

const letterCodes: Buffer = Buffer.from(base62Alphabet, 'latin1');
const secretCodes: Buffer = Buffer.alloc(credentialLengths.secret);

/** 43 letters of 62. Bytes from 248 up are thrown away, or the first eight letters would come more often than the others. */
function randomSecret(): string {
  for (let index = 0; index < secretCodes.length; ) {
    const byte = randomByte();
    if (byte < 248) secretCodes[index++] = letterCodes[byte % 62] ?? 0;
  }
  return secretCodes.toString('latin1');
}

/** 62^5: the ten letters of chance in an id are two numbers below it. */
const halfRange = 916_132_832;
const randomBelow2To30 = (): number => ((randomByte() & 0x3f) << 24) | (randomByte() << 16) | (randomByte() << 8) | randomByte();

/**
 * Ids that sort in the order they were made: 8 letters of milliseconds and 10 of chance. Within one millisecond, or while the
 * clock stands behind its latest answer, the chance part grows by a random step, so that rows are always appended to their tree.
 */
function createIds(milliseconds: () => number): () => string {
  let latest = -1;
  let time = '';
  let high = 0;
  let low = 0;
  return () => {
    const now = milliseconds();
    if (now > latest) {
      latest = now;
      time = toBase62(now, 8);
      // The upper half is left free for the steps of this millisecond.
      high = randomBelow2To30() % (halfRange / 2);
      low = randomBelow2To30() % halfRange;
    } else {
      low += 1 + ((randomByte() << 16) | (randomByte() << 8) | randomByte());
      if (low >= halfRange) {
        low -= halfRange;
        high += 1;
      }
    }
    return time + toBase62(high, 5) + toBase62(low, 5);
  };
}

/** The beginning of {@link Mint.number}'s time, 2024-01-01: 41 bits of milliseconds last until 2093. */
const numberEpoch = Date.UTC(2024, 0, 1);

/** Ascending numbers: milliseconds, then 12 bits of chance, which tell apart what two nodes make in one millisecond. */
function createNumbers(milliseconds: () => number): () => number {
  let latest = 0;
  return () => {
    const chance = ((randomByte() & 0x0f) << 8) | randomByte();
    latest = Math.max(latest + 1, (milliseconds() - numberEpoch) * 4096 + chance);
    return latest;
  };
}

/**
 * The mint of `node:crypto`.
 *
 * @param milliseconds - tells the time ids are ordered by
 */
export function createMint(milliseconds: () => number = Date.now): Mint {
  const id = createIds(milliseconds);
  return {
    credential: (kind: CredentialKind) => ({ kind, id: id(), secret: randomSecret() }),
    id,
    uuid: randomUUID,
    number: createNumbers(milliseconds),
    random: (bytes) => randomBytes(bytes).toString('base64url'),
  };
}

/** SHA-256 in base64url, in one call: it is asked for on every request. */
export const sha256: Sha256 = (text) => hash('sha256', text, 'base64url');
