import type { VerificationKey } from '../keys/public-key.ts';
import { type AlgorithmName, algorithms } from './algorithms.ts';
import type { Jwt } from './parse-jwt.ts';

/** Whether a key made the signature of a JWT (RFC 7515 §5.2). */
export async function verifySignature({ signed, signature }: Jwt, algorithm: AlgorithmName, key: VerificationKey): Promise<boolean> {
  try {
    return await crypto.subtle.verify(algorithms[algorithm].verifyAs, key, signature, signed);
  } catch {
    return false; // some runtimes throw at signatures of the wrong length
  }
}
