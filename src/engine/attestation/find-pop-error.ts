import type { AttestationPop } from '../../protocol/client-attestation.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';

/** How old a proof may be. */
const popLifetime: Seconds = seconds(60);

/** What the claims of a proof are judged by. */
export interface PopFacts {
  readonly now: EpochSeconds;
  /** How far the clock of the client instance may be off. */
  readonly clockTolerance: Seconds;
  readonly pop: Pick<AttestationPop, 'issuer' | 'audience' | 'iat' | 'challenge'>;
  readonly clientId: string;
  /** The identifier of the service. */
  readonly issuer: string;
  readonly isChallengeRequired: boolean;
  /** Whether the proof's challenge is one of ours, and recent. */
  readonly isChallengeRecent: boolean;
}

/** Until when a proof is good, as {@link findPopError} judges its age. */
export const popEnd = ({ iat }: Pick<AttestationPop, 'iat'>, clockTolerance: Seconds): number => iat + popLifetime + clockTolerance;

/**
 * What is wrong with the claims of a proof beside an attestation; undefined if nothing is. Its signature and its replay are judged apart.
 *
 * The audience is the issuer and nobody else, for the same reason as that of an assertion: a proof for several could be forwarded.
 *
 * @see draft-ietf-oauth-attestation-based-client-auth-11 §5.1, §7.2 (5–7), §10.7
 */
export function findPopError({ now, clockTolerance, pop, clientId, issuer, ...challenge }: PopFacts): OAuthError | undefined {
  const invalid = (reason: string): OAuthError => new OAuthError('invalid_client_attestation', 'Client authentication failed.', reason);

  if (pop.issuer !== undefined && pop.issuer !== clientId) return invalid('iss of the proof is not the client');
  if (pop.audience !== issuer) return invalid('aud of the proof is not the issuer alone');
  if (pop.iat > now + clockTolerance) return invalid('iat of the proof is in the future');
  if (popEnd(pop, clockTolerance) < now) return invalid('iat of the proof is too long ago');
  const isChallengeMissing = pop.challenge === undefined ? challenge.isChallengeRequired : !challenge.isChallengeRecent;
  if (!isChallengeMissing) return undefined;
  return new OAuthError(
    'use_attestation_challenge',
    'The proof must have the challenge of the OAuth-Client-Attestation-Challenge header.',
    pop.challenge === undefined ? 'challenge missing' : 'challenge old or not ours',
  );
}
