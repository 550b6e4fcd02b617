import type { AlgorithmName } from '../jwt/algorithms.ts';

/** A protected resource's metadata document (RFC 9728 §2). */
export interface ProtectedResourceMetadata {
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly bearer_methods_supported: readonly 'header'[];
  readonly scopes_supported?: readonly string[];
  readonly resource_name?: string;
  readonly resource_documentation?: string;
  readonly dpop_signing_alg_values_supported?: readonly string[];
  readonly dpop_bound_access_tokens_required?: boolean;
  readonly tls_client_certificate_bound_access_tokens?: boolean;
}

/** What the document says, in our words. */
export interface ResourceFacts {
  /** The resource's identifier: an `https:` URL without fragment. */
  readonly resource: string;
  readonly authorizationServers: readonly string[];
  readonly scopes?: readonly string[];
  readonly name?: string;
  readonly documentation?: string;
  /** Algorithms of DPoP proofs; left out, DPoP is not spoken of. */
  readonly dpopAlgorithms?: readonly AlgorithmName[];
  readonly requiresDpop?: boolean;
  readonly takesCertificates?: boolean;
}

/** Builds the document. */
export function protectedResourceMetadata(facts: ResourceFacts): ProtectedResourceMetadata {
  const { resource, authorizationServers, scopes, name, documentation, dpopAlgorithms, requiresDpop, takesCertificates } = facts;
  return {
    resource,
    authorization_servers: authorizationServers,
    bearer_methods_supported: ['header'],
    ...(scopes === undefined || scopes.length === 0 ? {} : { scopes_supported: scopes }),
    ...(name === undefined ? {} : { resource_name: name }),
    ...(documentation === undefined ? {} : { resource_documentation: documentation }),
    ...(dpopAlgorithms === undefined ? {} : { dpop_signing_alg_values_supported: dpopAlgorithms }),
    ...(requiresDpop ? { dpop_bound_access_tokens_required: true } : {}),
    ...(takesCertificates ? { tls_client_certificate_bound_access_tokens: true } : {}),
  };
}

/**
 * Where a resource's document is: the well-known path goes between host and path.
 *
 * @throws TypeError if the resource is no URL, or has a fragment.
 * @see RFC 9728 §3, §3.1
 */
export function protectedResourceMetadataUrl(resource: string): URL {
  const url = new URL(resource);
  if (url.hash !== '') throw new TypeError('A resource identifier has no fragment.');
  const path = url.pathname.replace(/\/$/, '');
  return new URL(`${url.origin}/.well-known/oauth-protected-resource${path}${url.search}`);
}
