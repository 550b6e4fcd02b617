import Type, { type TObject } from 'typebox';

/** The body of every error of the OAuth endpoints (RFC 6749 §5.2). */
export const oauthErrorBody: TObject = Type.Object(
  {
    error: Type.String({ description: 'The error code.' }),
    error_description: Type.Optional(Type.String({ description: 'What went wrong, for developers.' })),
  },
  { $id: 'OAuthError', description: 'Why a protocol request was refused (RFC 6749 §5.2).' },
);

/** The answer of the token endpoint (RFC 6749 §5.1). */
export const tokenBody: TObject = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Union([Type.Literal('Bearer'), Type.Literal('DPoP')]),
    expires_in: Type.Integer({ description: 'Lifetime of the access token, in seconds.' }),
    expiry: Type.String({ format: 'date-time', description: 'The same as a point in time.' }),
    scope: Type.String({ description: 'What was granted, space-separated.' }),
    refresh_token: Type.Optional(Type.String()),
    id_token: Type.Optional(Type.String({ description: 'If `openid` was granted (OpenID Connect Core §3.1.3.3).' })),
    authorization_details: Type.Optional(Type.Array(Type.Object({ type: Type.String() }, { additionalProperties: true }))),
    issued_token_type: Type.Optional(Type.String({ description: 'Of a token exchange (RFC 8693 §2.2.1).' })),
  },
  { $id: 'TokenResponse', description: 'Issued tokens (RFC 6749 §5.1).', additionalProperties: true },
);
