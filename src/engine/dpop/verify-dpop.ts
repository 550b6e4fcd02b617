import { readDpopProof } from '../../protocol/dpop-proof.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { thumbprintInput } from '../../protocol/jose/jwk.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { verifyJws } from '../jose/verify-jws.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { ProfileHolder } from '../profiles/find-demands.ts';
import { allowedAlgorithms, clockTolerance } from '../profiles/tighten.ts';
import { replayMark } from '../replay/replay-mark.ts';
import { isRecentDpopNonce } from './dpop-nonce.ts';
import { dpopProofEnd, findDpopError } from './find-dpop-error.ts';
import type { PresentedDpop } from './presented-dpop.ts';

/** What verifying needs of the engine. */
export type DpopTools = Pick<Engine, 'facts' | 'sha256' | 'mac' | 'verifySignature'>;

/** A proof to be verified. */
export interface DpopCheck {
  readonly service: Pick<Service, 'id' | 'offerRules' | 'bindingRules' | 'profiles'>;
  /** Whose proof it is, where that is known: a profile of its own counts as well. */
  readonly client?: ProfileHolder | undefined;
  readonly dpop: PresentedDpop;
  /** The access token the proof came with; undefined at endpoints that take none. */
  readonly accessToken: string | undefined;
  readonly now: EpochSeconds;
}

/** A key its holder has shown to have. */
export interface ProvenKey {
  /** The key's thumbprint (RFC 9449 §6.1, RFC 7638). */
  readonly jkt: string;
  /** Uses the proof up. Whoever acts on it keeps them, together with everything else. */
  readonly changes: readonly EngineChange[];
}

/**
 * Verifies the DPoP proof of a request.
 *
 * @returns the key, or `invalid_dpop_proof`, or `use_dpop_nonce` if the sender is to try again with our nonce.
 * @see RFC 9449 §4.3, §11.1
 */
export async function verifyDpop(
  engine: DpopTools,
  { service, client, dpop, accessToken, now }: DpopCheck,
): Promise<ProvenKey | OAuthError> {
  const proof = readDpopProof(dpop.proofs);
  if (proof instanceof OAuthError) return proof;
  const tolerance = clockTolerance(service, client);
  const error = findDpopError({
    now,
    clockTolerance: tolerance,
    proof,
    method: dpop.method,
    url: dpop.url,
    accessTokenHash: accessToken === undefined ? undefined : engine.sha256(accessToken),
    isNonceRequired: service.bindingRules.dpopNonceRequired || dpop.isNonceRequired === true,
    isNonceRecent: proof.nonce !== undefined && isRecentDpopNonce(engine, service, proof.nonce, now),
  });
  if (error !== undefined) return error;
  const algorithms = allowedAlgorithms(service, client, signatureAlgorithmNames);
  const { alg } = proof.jwt.header; // a kid beside it chooses nothing: the key is there
  const verification = await verifyJws(engine, { jws: { ...proof.jwt, header: { alg } }, keys: [proof.jwk], algorithms });
  if (verification.outcome !== 'verified') {
    const reason = verification.outcome === 'invalid' ? verification.reason : 'jwk does not fit alg';
    return new OAuthError('invalid_dpop_proof', 'The DPoP proof is not valid.', reason);
  }
  const jkt = engine.sha256(thumbprintInput(proof.jwk));
  const mark = replayMark(engine, { kind: 'dpop_proof', parts: [service.id, jkt, proof.jti], expiresAt: dpopProofEnd(proof, tolerance) });
  if (await engine.facts.isMarked(mark)) return new OAuthError('invalid_dpop_proof', 'The DPoP proof was used before.', 'proof replayed');
  return { jkt, changes: [{ change: 'mark_used', mark }] };
}
