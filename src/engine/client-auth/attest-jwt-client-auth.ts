import { OAuthError } from '../../protocol/oauth-error.ts';
import { verifyAttestation } from '../attestation/verify-attestation.ts';
import { verifyPop } from '../attestation/verify-pop.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';
import { readPresentedAttestation } from './read-presented-attestation.ts';

/** The client's backend vouches for the key of one instance, which signs a proof for each request. */
export const attestJwtClientAuth: ClientAuthMethod = defineClientAuthMethod({
  name: 'attest_jwt_client_auth',
  spec: 'draft-ietf-oauth-attestation-based-client-auth-11 §5.1',
  clientType: 'confidential',
  family: 'attestation',
  failure: 'invalid_client_attestation',
  isAttested: true,
  read: ({ attestation, dpop }) => {
    if (attestation === undefined || (attestation.proofs.length === 0 && dpop !== undefined)) return undefined;
    return readPresentedAttestation(attestation);
  },
  prove: async ({ client }, { attestation }, { tools, service, attestation: headers, clockTolerance, now }) => {
    if (attestation === undefined || headers === undefined) return { proven: false, reason: 'no attestation' };
    const error = await verifyAttestation(tools, { service, client, attestation, clockTolerance, now });
    if (error !== undefined) return { proven: false, reason: error.reason, error };
    const key = await verifyPop(tools, { service, attestation, proofs: headers.proofs, clockTolerance, now });
    if (key instanceof OAuthError) return { proven: false, reason: key.reason, error: key };
    return { proven: true, clientSecret: undefined, instanceJkt: key.jkt, changes: key.changes };
  },
});
