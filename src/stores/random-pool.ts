import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn in pools: a call for each secret or nonce would cost as much as what is made of it. */
const pool: Buffer = Buffer.alloc(8192);
let poolPosition: number = pool.length;

/** The next random byte. */
export function randomByte(): number {
  if (poolPosition === pool.length) {
    randomFillSync(pool);
    poolPosition = 0;
  }
  const byte = pool[poolPosition] ?? 0;
  // A byte is used once: a copy of this process's memory must not tell secrets that were handed out.
  pool[poolPosition++] = 0;
  return byte;
}

/** Fills a buffer with random bytes. */
export function fillRandom(target: Buffer): Buffer {
  for (let index = 0; index < target.length; index++) target[index] = randomByte();
  return target;
}
