import type { ClientInput } from '../clients/client-input.ts';
import type { Client } from '../model/client.ts';

/** What values of a kind of member are. */
interface Kinds {
  readonly text: string;
  readonly texts: readonly string[];
  readonly yesOrNo: boolean;
  readonly count: number;
  readonly json: unknown;
}

/** The members of an input that take values of a type. */
type FieldFor<Value> = { [Field in keyof ClientInput]-?: Value extends NonNullable<ClientInput[Field]> ? Field : never }[keyof ClientInput];

/** One member of a client's metadata (RFC 7591 §2), and what it is here. */
export interface MetadataMember {
  /** The wire name. */
  readonly name: string;
  readonly kind: keyof Kinds;
  /** What an input calls it. */
  readonly field: keyof ClientInput;
  /** Its value; undefined if the client has none. */
  readonly read: (client: Client) => unknown;
}

const member = <Kind extends keyof Kinds>(
  name: string,
  kind: Kind,
  field: Kind extends 'json' ? keyof ClientInput : FieldFor<Kinds[Kind]>,
  read: (client: Client) => Kinds[Kind] | undefined,
): MetadataMember => ({ name, kind, field, read });

const filled = <Entry>(list: readonly Entry[]): readonly Entry[] | undefined => (list.length === 0 ? undefined : list);

/** The members that every interface knows by the names of the RFCs. */
export const sharedMetadata: readonly MetadataMember[] = [
  member('redirect_uris', 'texts', 'redirectUris', ({ redirectUris }) => redirectUris),
  member('grant_types', 'texts', 'grantTypes', ({ grantTypes }) => grantTypes),
  member('token_endpoint_auth_method', 'text', 'tokenEndpointAuthMethod', (client) => client.tokenEndpointAuthMethod),
  member('token_endpoint_auth_signing_alg', 'text', 'tokenEndpointAuthSigningAlg', (client) => client.tokenEndpointAuthSigningAlg),
  member('jwks', 'json', 'jwks', ({ jwks }) => (jwks === undefined ? undefined : { keys: jwks })),
  member('jwks_uri', 'text', 'jwksUri', ({ jwksUri }) => jwksUri),
  member('dpop_bound_access_tokens', 'yesOrNo', 'dpopBoundAccessTokens', ({ bindingRules }) => bindingRules.dpopBoundAccessTokens),
  member(
    'tls_client_certificate_bound_access_tokens',
    'yesOrNo',
    'tlsClientCertificateBoundAccessTokens',
    ({ bindingRules }) => bindingRules.tlsClientCertificateBoundAccessTokens,
  ),
  member(
    'require_pushed_authorization_requests',
    'yesOrNo',
    'requirePushedAuthorizationRequests',
    ({ requestRules }) => requestRules.requirePushed,
  ),
  member('require_signed_request_object', 'yesOrNo', 'requireSignedRequestObject', ({ requestRules }) => requestRules.requireSigned),
  member('request_object_signing_alg', 'text', 'requestObjectSigningAlg', ({ requestRules }) => requestRules.signingAlg),
  member('request_uris', 'texts', 'requestUris', ({ requestRules }) => filled(requestRules.requestUris)),
  member('authorization_details_types', 'texts', 'authorizationDetailsTypes', ({ requestRules }) => requestRules.detailTypes),
  member('default_max_age', 'count', 'defaultMaxAge', ({ requestRules }) => requestRules.defaultMaxAge),
  member('require_auth_time', 'yesOrNo', 'requireAuthTime', ({ requestRules }) => requestRules.requireAuthTime),
  member('default_acr_values', 'texts', 'defaultAcrValues', ({ requestRules }) => filled(requestRules.defaultAcrValues)),
  member('id_token_signed_response_alg', 'text', 'idTokenSignedResponseAlg', ({ openIdRules }) => openIdRules.idTokenSignedResponseAlg),
  member('userinfo_signed_response_alg', 'text', 'userinfoSignedResponseAlg', ({ openIdRules }) => openIdRules.userinfoSignedResponseAlg),
  member('subject_type', 'text', 'subjectType', ({ openIdRules }) => openIdRules.subjectType),
  member('sector_identifier_uri', 'text', 'sectorIdentifierUri', ({ openIdRules }) => openIdRules.sectorIdentifierUri),
  member('authorization_signed_response_alg', 'text', 'authorizationSignedResponseAlg', (client) => client.authorizationSignedResponseAlg),
  member('introspection_signed_response_alg', 'text', 'introspectionSignedResponseAlg', (client) => client.introspectionSignedResponseAlg),
  member('post_logout_redirect_uris', 'texts', 'postLogoutRedirectUris', ({ logoutRules }) => filled(logoutRules.postLogoutRedirectUris)),
  member('backchannel_logout_uri', 'text', 'backchannelLogoutUri', ({ logoutRules }) => logoutRules.backchannelLogoutUri),
  member('backchannel_logout_session_required', 'yesOrNo', 'backchannelLogoutSessionRequired', ({ logoutRules }) =>
    logoutRules.backchannelLogoutUri === undefined ? undefined : logoutRules.backchannelLogoutSessionRequired,
  ),
];

/** Every member that becomes a setting of the client, as those name it that register themselves. */
export const clientMetadata: readonly MetadataMember[] = [
  member('client_name', 'text', 'name', ({ name }) => name),
  member('logo_uri', 'text', 'icon', ({ icon }) => icon || undefined),
  ...sharedMetadata,
];

/** What of an input the members of a list say. */
export const writeMetadata = (members: readonly MetadataMember[], sent: Readonly<Record<string, unknown>>): Partial<ClientInput> =>
  Object.fromEntries(members.map(({ name, field }) => [field, sent[name] ?? undefined]));
