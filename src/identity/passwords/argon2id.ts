import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import type { Secret } from '../../protocol/secret.ts';
import type { PasswordHasher } from '../ports.ts';
import { formatPhc, parsePhc } from './phc.ts';

/** How hard hashing is. `memory` is in KiB. */
export interface Argon2idCost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/**
 * 19 MiB and two passes: the least that is thought safe, and so the most sign-ins a small machine can take.
 *
 * @see RFC 9106 §4 for choosing parameters
 */
export const defaultCost: Argon2idCost = { memory: 19_456, passes: 2, parallelism: 1 };

const saltBytes = 16;
const tagBytes = 32;

const derive = promisify(argon2);

/** Runs at most `limit` at once, the others in order: a crowd at the door must not take all memory and all of libuv's threads. */
function createTurnstile(limit: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside < limit) inside += 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}

/** What two keyboards write differently is one password (NIST SP 800-63B §3.1.1.2). */
const messageOf = (password: Secret): Buffer => Buffer.from(password.reveal().normalize('NFKC'), 'utf8');

/** Makes the hasher of people's passwords. */
export function createArgon2id(cost: Argon2idCost = defaultCost): PasswordHasher {
  const enter = createTurnstile(Math.max(1, Math.min(3, availableParallelism())));
  return {
    decoy: formatPhc({ ...cost, salt: randomBytes(saltBytes), tag: randomBytes(tagBytes) }),
    hash: async (password) => {
      const salt = randomBytes(saltBytes);
      const tag = await enter(() => derive('argon2id', { ...cost, message: messageOf(password), nonce: salt, tagLength: tagBytes }));
      return formatPhc({ ...cost, salt, tag });
    },
    verify: async (password, hash) => {
      const parsed = parsePhc(hash);
      if (parsed === undefined) return false;
      const { salt, tag, memory, passes, parallelism } = parsed;
      const parameters = { memory, passes, parallelism, message: messageOf(password), nonce: salt, tagLength: tag.length };
      return timingSafeEqual(await enter(() => derive('argon2id', parameters)), tag);
    },
    isOutdated: (hash) => {
      const { memory, passes, parallelism } = parsePhc(hash) ?? {};
      return memory !== cost.memory || passes !== cost.passes || parallelism !== cost.parallelism;
    },
  };
}
