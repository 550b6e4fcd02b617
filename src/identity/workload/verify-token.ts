import type { JWTPayload } from 'jose';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { KeySource } from './key-sets.ts';
import { type RefusedProof, refuseProof } from './platform.ts';
import type { Workload } from './ports.ts';

/** What a token must be. */
export interface TokenRules extends KeySource {
  /** One of these must be among its audiences. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
}

/** The claims of a token that is what it must be. */
export interface VerifiedToken {
  readonly outcome: 'verified';
  readonly claims: JWTPayload & { readonly sub: string };
}

/** How far an issuer's clock may be ahead of or behind ours. */
export const clockToleranceSeconds = 60;

/**
 * Checks a JWT's signature with its issuer's keys, and `iss`, `aud`, `exp`, `nbf`.
 *
 * @see RFC 7519 §7.2; RFC 8725 §3.1 for the list of algorithms.
 */
export async function verifyToken(
  { keySets }: Workload,
  token: string,
  rules: TokenRules,
  now: EpochSeconds,
): Promise<VerifiedToken | RefusedProof> {
  const { createLocalJWKSet, errors, jwtVerify } = await import('jose'); // 27 ms that only deployments with workloads pay
  const options = {
    issuer: rules.issuer,
    audience: [...rules.audiences],
    algorithms: [...rules.algorithms],
    requiredClaims: ['exp', 'sub'],
    currentDate: new Date(now * 1000),
    clockTolerance: clockToleranceSeconds,
  };
  for (const isKeyMissing of [false, true]) {
    const found = await keySets.find(rules, isKeyMissing);
    if (found.outcome === 'failed') return refuseProof('unavailable', `The keys of ${rules.issuer} cannot be had: ${found.words}.`);
    try {
      const { payload } = await jwtVerify(token, createLocalJWKSet(found.keys), options);
      if (typeof payload.sub !== 'string') return refuseProof('malformed', 'The subject of the token is not text.');
      return { outcome: 'verified', claims: { ...payload, sub: payload.sub } };
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey && !isKeyMissing) continue;
      return refuseProof(
        'untrusted',
        `The token is not valid: ${error instanceof errors.JOSEError ? error.message : 'its key is of no use'}.`,
      );
    }
  }
  throw new Error('the second look for a key decides');
}
