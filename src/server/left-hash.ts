import { createHash } from 'node:crypto';
import type { LeftHash } from '../engine/ports.ts';

const algorithms = { 'SHA-256': 'sha256', 'SHA-512': 'sha512' } as const;

/** The left half of a hash (OpenID Connect Core §3.1.3.6). */
export const leftHash: LeftHash = (hash, text) => {
  const digest = createHash(algorithms[hash]).update(text, 'ascii').digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};
