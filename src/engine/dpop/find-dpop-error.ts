import type { DpopProof } from '../../protocol/dpop-proof.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { normalizeTargetUri } from '../../protocol/target-uri.ts';
import { type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';

/** How old a proof may be. */
export const dpopProofLifetime: Seconds = seconds(60);

/** What the claims of a proof are judged by. */
export interface DpopFacts {
  readonly now: EpochSeconds;
  /** How far the client's clock may be off. */
  readonly clockTolerance: Seconds;
  readonly proof: Pick<DpopProof, 'htm' | 'htu' | 'iat' | 'ath' | 'nonce'>;
  readonly method: string;
  readonly url: string;
  /** The hash of the access token beside the proof; undefined at endpoints that take none. */
  readonly accessTokenHash: string | undefined;
  readonly isNonceRequired: boolean;
  /** Whether the proof's nonce is one of ours, and recent. */
  readonly isNonceRecent: boolean;
}

/** Until when a proof is good, as {@link findDpopError} judges its age. */
export const dpopProofEnd = ({ iat }: Pick<DpopProof, 'iat'>, clockTolerance: Seconds): number => iat + dpopProofLifetime + clockTolerance;

/**
 * What is wrong with the claims of a proof; undefined if nothing is. The signature and the replay are judged apart.
 *
 * @see RFC 9449 §4.3 (8–12), §8, §11.1
 */
export function findDpopError(facts: DpopFacts): OAuthError | undefined {
  const { now, clockTolerance, proof, method, url, accessTokenHash } = facts;
  const invalid = (reason: string): OAuthError => new OAuthError('invalid_dpop_proof', 'The DPoP proof is not valid.', reason);

  if (proof.htm !== method) return invalid('htm is another method');
  const target = normalizeTargetUri(proof.htu);
  if (target === undefined || target !== normalizeTargetUri(url)) return invalid('htu is another URL');
  if (facts.isNonceRequired && !facts.isNonceRecent) {
    return new OAuthError('use_dpop_nonce', 'The DPoP proof must have the nonce of the DPoP-Nonce header.', 'nonce missing or old');
  }
  if (proof.iat > now + clockTolerance) return invalid('iat is in the future');
  if (dpopProofEnd(proof, clockTolerance) < now) return invalid('iat is too long ago');
  if (accessTokenHash !== undefined && proof.ath !== accessTokenHash) return invalid('ath is not the hash of the access token');
  return undefined;
}
