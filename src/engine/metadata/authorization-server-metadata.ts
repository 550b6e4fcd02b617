import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { codeChallengeMethods } from '../../protocol/pkce.ts';
import { responseTypes } from '../authorize/judge-authorization-request.ts';
import { prompts } from '../authorize/prompts.ts';
import { responseModes } from '../authorize/response-modes.ts';
import { grantTypes } from '../grants/registry.ts';
import { signingAlgorithms } from '../keys/signing-algorithms.ts';
import type { Service } from '../model/service.ts';
import { narrowMetadata } from '../profiles/narrow-metadata.ts';
import { type CertificateSupport, type ClientAuthMetadata, clientAuthMetadata } from './client-auth-metadata.ts';

/** Where a service's endpoints are: absolute URLs. */
export interface ServiceEndpoints {
  readonly authorization: string;
  readonly pushedAuthorizationRequest: string;
  readonly token: string;
  readonly deviceAuthorization: string;
  readonly revocation: string;
  readonly introspection: string;
  readonly challenge: string;
  readonly endSession: string;
  /** undefined: there is none. */
  readonly registration?: string | undefined;
  readonly jwks: string;
}

/** An authorization server metadata document (RFC 8414 §2). */
export interface AuthorizationServerMetadata extends ClientAuthMetadata {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly pushed_authorization_request_endpoint: string;
  readonly require_pushed_authorization_requests: boolean;
  readonly request_parameter_supported: true;
  readonly request_uri_parameter_supported: true;
  /** Requests are fetched only from addresses that their clients registered (OpenID Connect Discovery §3). */
  readonly require_request_uri_registration: true;
  readonly require_signed_request_object: boolean;
  readonly request_object_signing_alg_values_supported: readonly string[];
  readonly authorization_signing_alg_values_supported: readonly string[];
  readonly introspection_signing_alg_values_supported: readonly string[];
  /** RFC 9396 §10 */
  readonly authorization_details_types_supported: readonly string[];
  /** RFC 9470 §7, OpenID Connect Discovery §3 */
  readonly acr_values_supported: readonly string[];
  /** Initiating User Registration via OpenID Connect §4.2 */
  readonly prompt_values_supported: readonly string[];
  readonly token_endpoint: string;
  /** RFC 7591 §3; undefined if nobody may register. */
  readonly registration_endpoint: string | undefined;
  /** draft-ietf-oauth-client-id-metadata-document §5 */
  readonly client_id_metadata_document_supported: boolean;
  /** RFC 8628 §4 */
  readonly device_authorization_endpoint: string;
  readonly jwks_uri: string;
  readonly revocation_endpoint: string;
  readonly introspection_endpoint: string;
  /** draft-ietf-oauth-attestation-based-client-auth-11 §6.3 */
  readonly challenge_endpoint: string;
  /** OpenID Connect RP-Initiated Logout §2.1 */
  readonly end_session_endpoint: string;
  /** OpenID Connect Back-Channel Logout §2.1 */
  readonly backchannel_logout_supported: true;
  readonly backchannel_logout_session_supported: true;
  readonly scopes_supported: readonly string[];
  readonly response_types_supported: readonly string[];
  readonly response_modes_supported: readonly string[];
  readonly grant_types_supported: readonly string[];
  readonly code_challenge_methods_supported: readonly string[];
  readonly authorization_response_iss_parameter_supported: true;
  readonly dpop_signing_alg_values_supported: readonly string[];
  readonly tls_client_certificate_bound_access_tokens: boolean;
}

/** What a service can do, computed from the registries (RFC 8414 §2, RFC 9126 §5, RFC 9207 §3). */
export function authorizationServerMetadata(
  service: Pick<Service, 'issuer' | 'scopes' | 'requestRules' | 'profiles' | 'registrationRules'>,
  endpoints: ServiceEndpoints,
  certificates: CertificateSupport,
): AuthorizationServerMetadata {
  return narrowMetadata(service, {
    issuer: service.issuer,
    authorization_endpoint: endpoints.authorization,
    pushed_authorization_request_endpoint: endpoints.pushedAuthorizationRequest,
    require_pushed_authorization_requests: service.requestRules.requirePushed,
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    require_signed_request_object: service.requestRules.requireSigned,
    request_object_signing_alg_values_supported: signatureAlgorithmNames,
    authorization_signing_alg_values_supported: signingAlgorithms,
    introspection_signing_alg_values_supported: signingAlgorithms, // RFC 9701 §7
    authorization_details_types_supported: service.requestRules.detailTypes.map(({ name }) => name),
    acr_values_supported: service.requestRules.authenticationClasses.map(({ acr }) => acr),
    prompt_values_supported: prompts.map(({ name }) => name),
    token_endpoint: endpoints.token,
    registration_endpoint: service.registrationRules.registration === 'closed' ? undefined : endpoints.registration,
    client_id_metadata_document_supported: service.registrationRules.documents.isSupported,
    device_authorization_endpoint: endpoints.deviceAuthorization,
    jwks_uri: endpoints.jwks,
    revocation_endpoint: endpoints.revocation,
    introspection_endpoint: endpoints.introspection,
    challenge_endpoint: endpoints.challenge,
    end_session_endpoint: endpoints.endSession,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    scopes_supported: service.scopes.map(({ name }) => name),
    response_types_supported: responseTypes,
    response_modes_supported: responseModes.map(({ name }) => name),
    grant_types_supported: grantTypes.map(({ name }) => name),
    code_challenge_methods_supported: codeChallengeMethods,
    ...clientAuthMetadata(certificates),
    authorization_response_iss_parameter_supported: true,
    dpop_signing_alg_values_supported: signatureAlgorithmNames, // RFC 9449 §5.1
    tls_client_certificate_bound_access_tokens: certificates.isAccepted, // RFC 8705 §3.3
  });
}
