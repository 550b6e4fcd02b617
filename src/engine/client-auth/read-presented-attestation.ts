import { readClientAttestation } from '../../protocol/client-attestation.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { PresentedAttestation } from '../attestation/presented-attestation.ts';
import type { PresentedClient } from './client-auth-method.ts';

/**
 * Reads whom the attestation of a request is about.
 *
 * @throws OAuthError when there is none beside a proof, several, or one that is malformed.
 */
export function readPresentedAttestation({ attestations }: PresentedAttestation): PresentedClient {
  const attestation = readClientAttestation(attestations);
  if (attestation instanceof OAuthError) throw attestation;
  return { clientId: attestation.clientId, secret: undefined, attestation };
}
