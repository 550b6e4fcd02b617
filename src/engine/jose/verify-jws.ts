import { fitsHeader, type PublicJwk } from '../../protocol/jose/jwk.ts';
import type { Jws } from '../../protocol/jose/jws.ts';
import type { Engine } from '../ports.ts';

/** What a signature is checked against. */
export interface JwsCheck {
  readonly jws: Jws;
  /** The keys that are believed. A key out of the JWS itself is one of them only if the caller says so. */
  readonly keys: readonly PublicJwk[];
  /** The algorithms that are allowed here. */
  readonly algorithms: readonly string[];
}

/** Whether a signature holds. `no_key`: none of the keys fits the header, so that fresher ones may be worth a look. */
export type JwsVerification =
  | { readonly outcome: 'verified'; readonly key: PublicJwk }
  | { readonly outcome: 'no_key' }
  | { readonly outcome: 'invalid'; readonly reason: string };

/** Keys without `kid` that are tried: a set of a hundred must not cost a hundred verifications. */
const maxTried = 4;

/**
 * Checks the signature of a JWS with the keys that fit its header.
 *
 * @see RFC 7515 §5.2; RFC 8725 §3.1 for the list of algorithms
 */
export async function verifyJws(
  { verifySignature }: Pick<Engine, 'verifySignature'>,
  { jws, keys, algorithms }: JwsCheck,
): Promise<JwsVerification> {
  if (!algorithms.includes(jws.header.alg))
    return { outcome: 'invalid', reason: `algorithm ${jws.header.alg.slice(0, 32)} is not allowed` };
  const fitting = keys.filter((key) => fitsHeader(key, jws.header));
  if (fitting.length === 0) return { outcome: 'no_key' };
  for (const key of fitting.slice(0, maxTried)) if (await verifySignature(jws, key)) return { outcome: 'verified', key };
  return { outcome: 'invalid', reason: 'wrong signature' };
}
