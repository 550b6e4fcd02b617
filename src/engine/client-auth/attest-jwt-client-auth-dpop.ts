import { thumbprintInput } from '../../protocol/jose/jwk.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { verifyAttestation } from '../attestation/verify-attestation.ts';
import { verifyDpop } from '../dpop/verify-dpop.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';
import { readPresentedAttestation } from './read-presented-attestation.ts';

/** The client's backend vouches for the key of one instance, which is its DPoP key: one proof shows both. */
export const attestJwtClientAuthDpop: ClientAuthMethod = defineClientAuthMethod({
  name: 'attest_jwt_client_auth_dpop',
  spec: 'draft-ietf-oauth-attestation-based-client-auth-11 §5.2',
  clientType: 'confidential',
  family: 'attestation',
  failure: 'invalid_client_attestation',
  isAttested: true,
  read: ({ attestation, dpop }) => {
    if (attestation === undefined || attestation.proofs.length > 0 || dpop === undefined) return undefined;
    return readPresentedAttestation(attestation);
  },
  prove: async ({ client }, { attestation }, { tools, service, dpop, clockTolerance, now }) => {
    if (attestation === undefined || dpop === undefined) return { proven: false, reason: 'no attestation, or no DPoP proof' };
    const error = await verifyAttestation(tools, { service, client, attestation, clockTolerance, now });
    if (error !== undefined) return { proven: false, reason: error.reason, error };
    const key = await verifyDpop(tools, { service, client, dpop, accessToken: undefined, now });
    if (key instanceof OAuthError) return { proven: false, reason: key.reason, error: key };
    const instanceJkt = tools.sha256(thumbprintInput(attestation.instanceKey));
    if (key.jkt !== instanceJkt) return { proven: false, reason: 'the key of the DPoP proof is not the attested one' };
    return { proven: true, clientSecret: undefined, instanceJkt, dpopJkt: key.jkt, changes: key.changes };
  },
});
