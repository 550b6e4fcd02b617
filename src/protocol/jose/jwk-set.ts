import { hasSecretMember, type PublicJwk, readPublicJwk } from './jwk.ts';
import { isJsonObject } from './parse-object.ts';

/** The most keys a set may have. */
export const maxJwkSetKeys = 100;

/**
 * Reads the public keys of a JWK Set. Keys that are not understood are left out (RFC 7517 §5).
 *
 * @returns undefined if it is no set, or has too many keys.
 */
export function readJwkSet(value: unknown): readonly PublicJwk[] | undefined {
  if (!isJsonObject(value) || !Array.isArray(value.keys) || value.keys.length > maxJwkSetKeys) return undefined;
  return value.keys.map(readPublicJwk).filter((jwk) => jwk !== undefined);
}

/** What is wrong with a JWK Set somebody wants to register, in words for that person; undefined if nothing is. */
export function findJwkSetFault(value: unknown): string | undefined {
  const keys = readJwkSet(value);
  if (keys === undefined || !isJsonObject(value) || !Array.isArray(value.keys)) {
    return `must be a JWK Set of at most ${maxJwkSetKeys} keys`;
  }
  if (value.keys.some((key) => isJsonObject(key) && hasSecretMember(key))) return 'must not contain private or symmetric keys';
  return keys.length === 0 ? 'must contain a public key of a supported type' : undefined;
}
