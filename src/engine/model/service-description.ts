/** The endpoints of a service that may be elsewhere than here: at the front end whose engine we are. */
export type EndpointName =
  | 'authorization'
  | 'pushedAuthorizationRequest'
  | 'token'
  | 'revocation'
  | 'introspection'
  | 'userinfo'
  | 'endSession'
  | 'jwks'
  | 'registration'
  | 'registrationManagement'
  | 'deviceAuthorization';

/** A name and a value that somebody attached. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

/** What a service says of itself, and what is noted of it. Members that are absent say nothing. */
export interface ServiceDescription {
  /** Where its endpoints are, if not here. */
  readonly endpoints?: Readonly<Partial<Record<EndpointName, string>>> | undefined;
  /** The addresses of endpoints for clients that show certificates, by their names in metadata (RFC 8705 §5). */
  readonly mtlsEndpointAliases?: readonly { readonly name: string; readonly uri: string }[] | undefined;
  /** For those who look after it. */
  readonly text?: string | undefined;
  /** Whatever its owner attached: front ends get them with its answers. */
  readonly attributes?: readonly Pair[] | undefined;
  readonly metadata?: readonly Pair[] | undefined;
  /** `op_policy_uri`, `op_tos_uri`, `service_documentation` (RFC 8414 §2). */
  readonly policyUri?: string | undefined;
  readonly tosUri?: string | undefined;
  readonly documentation?: string | undefined;
  /** `ui_locales_supported`, `claims_locales_supported`, `display_values_supported`, `claims_supported` (OpenID Connect Discovery §3). */
  readonly uiLocales?: readonly string[] | undefined;
  readonly claimLocales?: readonly string[] | undefined;
  readonly displays?: readonly string[] | undefined;
  readonly claims?: readonly string[] | undefined;
}

/** A service that is all here, and says nothing more. */
export const plainDescription: ServiceDescription = {};
