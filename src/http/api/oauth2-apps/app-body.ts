import Type, { type TObject } from 'typebox';
import { certificateFields } from '../../../engine/client-auth/tls-client-auth.ts';
import type { Client } from '../../../engine/model/client.ts';

/** An application as the REST API shows it; its id is the `client_id`. */
export const appBody: TObject = Type.Object(
  {
    id: Type.String({ format: 'uuid', description: 'The `client_id`.' }),
    name: Type.String(),
    callback_url: Type.String({ description: 'The first redirect URI.' }),
    icon: Type.String(),
    endpoints: Type.Object({
      authorization: Type.String(),
      token: Type.String(),
      token_revoke: Type.String(),
      device_authorization: Type.String({ description: 'Empty: not offered.' }),
    }),
    client_number: Type.Integer({ description: 'The numeric id; endpoints take either.' }),
    client_type: Type.Union([Type.Literal('public'), Type.Literal('confidential')]),
    redirect_uris: Type.Array(Type.String()),
    grant_types: Type.Array(Type.String()),
    token_endpoint_auth_method: Type.String(),
    token_endpoint_auth_signing_alg: Type.Optional(Type.String()),
    jwks: Type.Optional(Type.Object({ keys: Type.Array(Type.Unknown()) }, { description: 'Its public keys, if it registered them.' })),
    jwks_uri: Type.Optional(Type.String()),
    default_max_age: Type.Optional(Type.Integer()),
    require_auth_time: Type.Optional(Type.Boolean()),
    default_acr_values: Type.Optional(Type.Array(Type.String())),
    post_logout_redirect_uris: Type.Array(Type.String()),
    backchannel_logout_uri: Type.Optional(Type.String()),
    backchannel_logout_session_required: Type.Boolean(),
    ...Object.fromEntries(certificateFields.map((field) => [field, Type.Optional(Type.String())])),
    profiles: Type.Array(Type.String(), { description: 'The profiles it keeps, beyond those of the service.' }),
    authorization_signed_response_alg: Type.Optional(Type.String()),
    introspection_signed_response_alg: Type.Optional(Type.String()),
  },
  { $id: 'OAuth2App' },
);

/** Encodes an application. */
export const encodeApp = (client: Client, accessUrl: string): Readonly<Record<string, unknown>> => ({
  id: client.clientId,
  name: client.name,
  callback_url: client.redirectUris[0] ?? '',
  icon: client.icon,
  endpoints: {
    authorization: `${accessUrl}/oauth2/authorize`,
    token: `${accessUrl}/oauth2/tokens`,
    token_revoke: `${accessUrl}/oauth2/revoke`,
    device_authorization: '',
  },
  client_number: client.number,
  client_type: client.clientType,
  redirect_uris: client.redirectUris,
  grant_types: client.grantTypes,
  token_endpoint_auth_method: client.tokenEndpointAuthMethod,
  token_endpoint_auth_signing_alg: client.tokenEndpointAuthSigningAlg,
  jwks: client.jwks === undefined ? undefined : { keys: client.jwks },
  jwks_uri: client.jwksUri,
  default_max_age: client.requestRules.defaultMaxAge,
  require_auth_time: client.requestRules.requireAuthTime || undefined,
  default_acr_values: client.requestRules.defaultAcrValues.length === 0 ? undefined : client.requestRules.defaultAcrValues,
  post_logout_redirect_uris: client.logoutRules.postLogoutRedirectUris,
  backchannel_logout_uri: client.logoutRules.backchannelLogoutUri,
  backchannel_logout_session_required: client.logoutRules.backchannelLogoutSessionRequired,
  profiles: client.profiles,
  authorization_signed_response_alg: client.authorizationSignedResponseAlg,
  introspection_signed_response_alg: client.introspectionSignedResponseAlg,
  ...(client.certificateSubject === undefined ? {} : { [client.certificateSubject.field]: client.certificateSubject.value }),
});
