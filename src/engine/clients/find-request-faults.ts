import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { Client } from '../model/client.ts';
import type { ClientFieldFault } from './client-input.ts';

/**
 * What is wrong with the rules for a client's requests; empty if nothing is.
 *
 * @see RFC 9101 §10.5, OpenID Connect Dynamic Client Registration §2
 */
export function findRequestFaults({ requestRules: { requireSigned, signingAlg }, jwks, jwksUri }: Client): readonly ClientFieldFault[] {
  const faults: ClientFieldFault[] = [];
  if (signingAlg !== undefined && !signatureAlgorithmNames.includes(signingAlg)) {
    const field = 'request_object_signing_alg';
    faults.push({ field, detail: `${field} must be one of ${signatureAlgorithmNames.join(', ')}` });
  }
  if (requireSigned && jwks === undefined && jwksUri === undefined) {
    const field = 'require_signed_request_object';
    faults.push({ field, detail: `${field} needs jwks or jwks_uri` });
  }
  return faults;
}
