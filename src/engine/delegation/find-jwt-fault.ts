import { parseJwt } from '../../protocol/jose/jws.ts';
import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';

/** A JWT whose signature nobody checked: what it says is for whoever believes its issuer. */
export type ReadJwt =
  | { readonly kind: 'signed' | 'unsigned'; readonly claims: JsonObject }
  /** Nobody here can read it. */
  | { readonly kind: 'encrypted' };

/** The compact form of a JWE: five parts (RFC 7516 §3.1). */
const compactJwe = /^[\w-]+(?:\.[\w-]*){4}$/;

/** Takes a JWT apart; undefined if it is none. */
export function readJwt(text: string): ReadJwt | undefined {
  if (compactJwe.test(text)) return { kind: 'encrypted' };
  const jwt = parseJwt(text);
  if (jwt === undefined) return undefined;
  return { kind: jwt.header.alg === 'none' || jwt.signature.length === 0 ? 'unsigned' : 'signed', claims: jwt.claims };
}

/**
 * Which of its times a JWT breaks; undefined if none (RFC 7519 §4.1.4–4.1.6).
 *
 * @param leeway by how much clocks may differ.
 */
export function findTimeFault({ exp, nbf, iat }: JsonObject, now: EpochSeconds, leeway: Seconds): string | undefined {
  for (const [name, value] of Object.entries({ exp, nbf, iat }))
    if (value !== undefined && typeof value !== 'number') return `${name} is no number`;
  if (typeof exp === 'number' && exp <= now - leeway) return 'expired';
  if (typeof nbf === 'number' && nbf > now + leeway) return 'not valid yet';
  return typeof iat === 'number' && iat > now + leeway ? 'issued in the future' : undefined;
}
