import type { ClientAttestation } from '../../protocol/client-attestation.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import { type KeyOwner, verifyClientJws } from '../jose/verify-client-jws.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';

/** An attestation to be verified. */
export interface AttestationCheck {
  readonly service: Pick<Service, 'attestationRules'>;
  readonly client: Client;
  readonly attestation: ClientAttestation;
  /** How far the attester's clock may be off. */
  readonly clockTolerance: Seconds;
  readonly now: EpochSeconds;
}

const invalid = (reason: string): OAuthError => new OAuthError('invalid_client_attestation', 'Client authentication failed.', reason);

/**
 * Whose keys are believed about a client: its own, since its backend is the usual attester, and those of the attesters that may vouch for
 * it. Keys and addresses of keys in the attestation's header are nobody's.
 */
function listAttesters({ service, client, attestation: { issuer } }: AttestationCheck): readonly KeyOwner[] {
  const hasOwnKeys = client.jwks !== undefined || client.jwksUri !== undefined;
  const attesters = service.attestationRules.attesters.filter(
    (attester) => (issuer ?? attester.issuer) === attester.issuer && (attester.clientIds?.includes(client.clientId) ?? true),
  );
  return hasOwnKeys ? [client, ...attesters] : attesters;
}

/** What is wrong with the times of an attestation whose signature was verified: nobody else is told of them. */
function findTimeError({ attestation: { exp, iat, nbf }, clockTolerance, now }: AttestationCheck): OAuthError | undefined {
  if (exp <= now - clockTolerance) return new OAuthError('use_fresh_attestation', 'The client attestation is expired.');
  if (iat !== undefined && iat > now + clockTolerance) return invalid('iat of the attestation is in the future');
  if (nbf !== undefined && nbf > now + clockTolerance) return invalid('nbf of the attestation is in the future');
  return undefined;
}

/**
 * Verifies that somebody who may do so vouches for a client instance.
 *
 * @returns what is wrong: `invalid_client_attestation`, or `use_fresh_attestation` for one that was good; undefined if nothing is.
 * @see draft-ietf-oauth-attestation-based-client-auth-11 §7.1, §10.8
 */
export async function verifyAttestation(
  engine: Pick<Engine, 'verifySignature' | 'findClientKeys'>,
  check: AttestationCheck,
): Promise<OAuthError | undefined> {
  let reason = 'nobody is believed to attest this client';
  for (const attester of listAttesters(check)) {
    const verification = await verifyClientJws(engine, attester, { jws: check.attestation.jwt, algorithms: signatureAlgorithmNames });
    if (verification.outcome === 'verified') return findTimeError(check);
    reason = `attestation: ${verification.outcome === 'no_key' ? 'no key of an attester fits' : verification.reason}`;
  }
  return invalid(reason);
}
