import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { ClientAuthMethod } from '../client-auth/client-auth-method.ts';
import { clientAuthMethods } from '../client-auth/registry.ts';
import { trustedRootsOf } from '../client-auth/trusted-roots.ts';
import type { Service } from '../model/service.ts';

/** Which certificates a deployment can make something of. */
export interface CertificateSupport {
  /** Whether clients are asked for certificates, here or by a proxy in front. */
  readonly isAccepted: boolean;
  /** Whether there are authorities that may vouch for one. */
  readonly isVouchedFor: boolean;
}

/**
 * What a service can make of certificates. One with authorities of its own whose token endpoint is at its front end gets them from there,
 * whatever the deployment is asked for.
 */
export function certificateSupport(service: Pick<Service, 'offerRules' | 'description'>, here: CertificateSupport): CertificateSupport {
  if (trustedRootsOf(service) === undefined) return here;
  return { isAccepted: here.isAccepted || service.description.endpoints?.token !== undefined, isVouchedFor: true };
}

/** How clients authenticate, as the metadata document says it (RFC 8414 §2). */
export interface ClientAuthMetadata {
  readonly token_endpoint_auth_methods_supported: readonly string[];
  readonly token_endpoint_auth_signing_alg_values_supported: readonly string[];
  readonly revocation_endpoint_auth_methods_supported: readonly string[];
  readonly revocation_endpoint_auth_signing_alg_values_supported: readonly string[];
  readonly introspection_endpoint_auth_methods_supported: readonly string[];
  readonly introspection_endpoint_auth_signing_alg_values_supported: readonly string[];
  readonly client_attestation_signing_alg_values_supported: readonly string[];
  readonly client_attestation_pop_signing_alg_values_supported: readonly string[];
}

const isOffered = ({ provesByConnection, needs }: ClientAuthMethod, { isAccepted, isVouchedFor }: CertificateSupport): boolean =>
  provesByConnection !== true || (isAccepted && (needs !== 'certificate_subject' || isVouchedFor));

/** What of the registry works here: methods that prove something by certificates only where those are asked for and vouched for. */
export function clientAuthMetadata(certificates: CertificateSupport): ClientAuthMetadata {
  const offered = clientAuthMethods.filter((method) => isOffered(method, certificates));
  const methods = offered.map(({ name }) => name);
  const confidential = offered.filter(({ clientType }) => clientType === 'confidential').map(({ name }) => name);
  const algorithms = [...new Set(offered.flatMap(({ signingAlgorithms = [] }) => signingAlgorithms))];
  return {
    token_endpoint_auth_methods_supported: methods,
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_endpoint_auth_methods_supported: confidential,
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    // draft-ietf-oauth-attestation-based-client-auth-11 §8
    client_attestation_signing_alg_values_supported: signatureAlgorithmNames,
    client_attestation_pop_signing_alg_values_supported: signatureAlgorithmNames,
  };
}
