import type { TokenTerms } from '../model/token-terms.ts';
import { maxShownBytes } from './extra-properties.ts';
import { jsonBytes } from './json-bytes.ts';
import { reservedClaims } from './reserved-names.ts';

/**
 * Why claims cannot be added to a JWT access token; undefined if they can.
 *
 * @see RFC 9068 §2.2: claims that say whose a token is and what for are the server's.
 */
export function findClaimsFault(claims: NonNullable<TokenTerms['claims']>): string | undefined {
  const names = Object.keys(claims);
  if (names.length === 0) return undefined;
  const reserved = names.find((name) => reservedClaims.has(name));
  if (reserved !== undefined) return `the claim ${reserved} is said by the server`;
  return jsonBytes(claims) > maxShownBytes ? `claims take more than ${maxShownBytes} octets` : undefined;
}
