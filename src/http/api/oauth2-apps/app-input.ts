import Type from 'typebox';
import { certificateFields } from '../../../engine/client-auth/tls-client-auth.ts';
import type { ClientFieldFault, ClientInput } from '../../../engine/clients/client-input.ts';
import { sharedMetadata, writeMetadata } from '../../../engine/registration/client-metadata.ts';
import { ApiError } from '../api-error.ts';

type Text = Type.TOptional<Type.TString>;
type Texts = Type.TOptional<Type.TArray<Type.TString>>;
type OneOf<A extends string, B extends string> = Type.TOptional<Type.TUnion<[Type.TLiteral<A>, Type.TLiteral<B>]>>;

/** The type of {@link appInput}. */
export type AppInput = Type.TObject<{
  name: Text;
  callback_url: Text;
  icon: Text;
  redirect_uris: Texts;
  client_type: OneOf<'public', 'confidential'>;
  grant_types: Texts;
  token_endpoint_auth_method: Text;
  token_endpoint_auth_signing_alg: Text;
  jwks: Type.TOptional<Type.TUnknown>;
  jwks_uri: Text;
  tls_client_auth_subject_dn: Text;
  tls_client_auth_san_dns: Text;
  tls_client_auth_san_uri: Text;
  tls_client_auth_san_ip: Text;
  tls_client_auth_san_email: Text;
  allowed_scopes: Texts;
  default_scopes: Texts;
  pkce_required: Type.TOptional<Type.TBoolean>;
  access_token_format: OneOf<'opaque', 'jwt'>;
  dpop_bound_access_tokens: Type.TOptional<Type.TBoolean>;
  tls_client_certificate_bound_access_tokens: Type.TOptional<Type.TBoolean>;
  require_pushed_authorization_requests: Type.TOptional<Type.TBoolean>;
  require_signed_request_object: Type.TOptional<Type.TBoolean>;
  request_object_signing_alg: Text;
  authorization_details_types: Texts;
  default_max_age: Type.TOptional<Type.TInteger>;
  require_auth_time: Type.TOptional<Type.TBoolean>;
  request_uris: Texts;
  default_acr_values: Texts;
  id_token_signed_response_alg: Text;
  userinfo_signed_response_alg: Text;
  subject_type: Text;
  sector_identifier_uri: Text;
  profiles: Texts;
  authorization_signed_response_alg: Text;
  introspection_signed_response_alg: Text;
  post_logout_redirect_uris: Texts;
  backchannel_logout_uri: Text;
  backchannel_logout_session_required: Type.TOptional<Type.TBoolean>;
}>;

/** What a caller may set of an application: seed 003's three fields, and what our clients have beside them. */
export const appInput: AppInput = Type.Object(
  {
    name: Type.Optional(Type.String({ description: '1–64 characters.' })),
    callback_url: Type.Optional(Type.String({ description: 'The redirect URI; absolute, http or https.' })),
    icon: Type.Optional(Type.String({ description: 'URL of a picture.' })),
    redirect_uris: Type.Optional(Type.Array(Type.String(), { description: 'Several redirect URIs, instead of `callback_url`.' })),
    client_type: Type.Optional(Type.Union([Type.Literal('public'), Type.Literal('confidential')])),
    grant_types: Type.Optional(Type.Array(Type.String())),
    token_endpoint_auth_method: Type.Optional(Type.String({ description: 'How it authenticates (RFC 7591 §2).' })),
    token_endpoint_auth_signing_alg: Type.Optional(
      Type.String({ description: 'The one algorithm of its assertions; without it every one of the method is taken.' }),
    ),
    jwks: Type.Optional(Type.Unknown({ description: 'Its public keys, as a JWK Set.' })),
    jwks_uri: Type.Optional(Type.String({ description: 'Where its public keys are, instead of `jwks`.' })),
    tls_client_auth_subject_dn: Type.Optional(
      Type.String({ description: 'The subject of its certificate (RFC 8705 §2.1.2), or one of the names below.' }),
    ),
    tls_client_auth_san_dns: Type.Optional(Type.String()),
    tls_client_auth_san_uri: Type.Optional(Type.String()),
    tls_client_auth_san_ip: Type.Optional(Type.String()),
    tls_client_auth_san_email: Type.Optional(Type.String()),
    allowed_scopes: Type.Optional(Type.Array(Type.String())),
    default_scopes: Type.Optional(Type.Array(Type.String())),
    pkce_required: Type.Optional(Type.Boolean()),
    access_token_format: Type.Optional(Type.Union([Type.Literal('opaque'), Type.Literal('jwt')])),
    dpop_bound_access_tokens: Type.Optional(
      Type.Boolean({ description: 'Token requests without a DPoP proof are refused (RFC 9449 §5.2).' }),
    ),
    tls_client_certificate_bound_access_tokens: Type.Optional(
      Type.Boolean({ description: 'Tokens are bound to the TLS client certificate, and not given without one (RFC 8705 §3.4).' }),
    ),
    require_pushed_authorization_requests: Type.Optional(Type.Boolean({ description: 'RFC 9126 §6' })),
    require_signed_request_object: Type.Optional(Type.Boolean({ description: 'RFC 9101 §10.5' })),
    request_object_signing_alg: Type.Optional(Type.String()),
    authorization_details_types: Type.Optional(Type.Array(Type.String(), { description: 'RFC 9396 §10' })),
    default_max_age: Type.Optional(
      Type.Integer({ minimum: 0, description: 'How many seconds ago people may have signed in, where a request does not say.' }),
    ),
    require_auth_time: Type.Optional(Type.Boolean({ description: 'Whether ID tokens must say when the person signed in.' })),
    request_uris: Type.Optional(
      Type.Array(Type.String(), { description: 'Where it keeps signed requests, to be named as `request_uri` (RFC 9101).' }),
    ),
    default_acr_values: Type.Optional(
      Type.Array(Type.String(), { description: 'How well people are to prove who they are, where a request does not say.' }),
    ),
    id_token_signed_response_alg: Type.Optional(
      Type.String({ description: 'What its ID tokens are signed with; `RS256` unless it says otherwise.' }),
    ),
    userinfo_signed_response_alg: Type.Optional(Type.String({ description: 'What userinfo is signed with; plain JSON without it.' })),
    subject_type: Type.Optional(
      Type.String({
        description: '`public`, or `pairwise` for ids of people that no other application knows (OpenID Connect Core §8).',
      }),
    ),
    sector_identifier_uri: Type.Optional(
      Type.String({ description: 'Lists the redirect URIs of all applications with the same pairwise ids.' }),
    ),
    profiles: Type.Optional(Type.Array(Type.String(), { description: 'The profiles it keeps, such as `fapi2_security`.' })),
    authorization_signed_response_alg: Type.Optional(Type.String({ description: 'JARM §3' })),
    introspection_signed_response_alg: Type.Optional(Type.String({ description: 'RFC 9701 §6' })),
    post_logout_redirect_uris: Type.Optional(
      Type.Array(Type.String(), { description: 'Where people may be sent after logging out (RP-Initiated Logout §3.1).' }),
    ),
    backchannel_logout_uri: Type.Optional(
      Type.String({ description: 'Where it is told that a session ended (Back-Channel Logout §2.2); empty for nowhere.' }),
    ),
    backchannel_logout_session_required: Type.Optional(
      Type.Boolean({ description: 'Whether it needs `sid` in what it is told. It is always there.' }),
    ),
  },
  { $id: 'OAuth2AppInput' },
);

function decodeCertificateSubjects(body: Type.Static<AppInput>): ClientInput['certificateSubjects'] {
  const sent = certificateFields.flatMap((field) => (body[field] === undefined ? [] : [{ field, value: body[field] }]));
  return sent.length === 0 ? undefined : sent;
}

/** Decodes what was sent into the engine's words. What clients that register themselves call the same is read by their list. */
export const decodeAppInput = (body: Type.Static<AppInput>): ClientInput => ({
  ...writeMetadata(sharedMetadata, body),
  name: body.name,
  callbackUrl: body.callback_url,
  icon: body.icon,
  clientType: body.client_type,
  certificateSubjects: decodeCertificateSubjects(body),
  allowedScopes: body.allowed_scopes,
  defaultScopes: body.default_scopes,
  pkceRequired: body.pkce_required,
  accessTokenFormat: body.access_token_format,
  profiles: body.profiles,
});

/** The engine's faults as the REST API tells them. */
export const rejected = (faults: readonly ClientFieldFault[]): ApiError =>
  new ApiError(400, 'The application is not valid.', { validations: faults });

/** No such application, or no such secret: the same words for both. */
export const appNotFound = (): ApiError => new ApiError(404, 'Resource not found or you do not have access to this resource');
