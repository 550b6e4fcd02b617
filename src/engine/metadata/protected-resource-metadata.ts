import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { Service } from '../model/service.ts';
import { isOpenIdScope } from '../oidc/openid-scopes.ts';
import { narrowMetadata } from '../profiles/narrow-metadata.ts';

/** A protected resource metadata document (RFC 9728 §2). */
export interface ProtectedResourceMetadata {
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly scopes_supported: readonly string[];
  readonly bearer_methods_supported: readonly string[];
  readonly dpop_signing_alg_values_supported: readonly string[];
  readonly dpop_bound_access_tokens_required: boolean;
  readonly tls_client_certificate_bound_access_tokens: boolean;
}

/**
 * What a client must know to call a resource that takes a service's tokens.
 *
 * @param acceptsCertificates whether clients' connections can show certificates.
 * @param bearerMethods how tokens may travel; only the header unless the operator allows more (OAuth 2.1 §5.1).
 */
export const protectedResourceMetadata = (
  service: Pick<Service, 'issuer' | 'scopes' | 'bindingRules' | 'profiles'>,
  resource: string,
  acceptsCertificates: boolean,
  bearerMethods: readonly string[] = ['header'],
): ProtectedResourceMetadata =>
  narrowMetadata(service, {
    resource,
    authorization_servers: [service.issuer],
    scopes_supported: service.scopes.map(({ name }) => name).filter((name) => !isOpenIdScope(name)), // those open userinfo only
    bearer_methods_supported: bearerMethods,
    dpop_signing_alg_values_supported: signatureAlgorithmNames,
    dpop_bound_access_tokens_required: service.bindingRules.dpopBoundAccessTokens,
    tls_client_certificate_bound_access_tokens: acceptsCertificates,
  });
