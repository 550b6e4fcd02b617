import Type, { type TInteger, type TObject, type TOptional, type TSchema, type TString } from 'typebox';

const time = (description: string): ReturnType<typeof Type.String> => Type.String({ format: 'date-time', description });
/** Something, or null. */
export const nullable = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()]);

/** Which provider. */
export const providerParams: TObject<{ externalauth: ReturnType<typeof Type.String> }> = Type.Object({
  externalauth: Type.String({ maxLength: 64, description: "The provider's id." }),
});

/** What a user links: a provider as the list shows it. */
export const linkProviderBody: TObject = Type.Object({
  id: Type.String(),
  type: Type.String(),
  display_name: Type.String(),
  display_icon: Type.String(),
  device: Type.Boolean({ description: 'Whether the account can be linked with a code on another device.' }),
  allow_refresh: Type.Boolean(),
  allow_validate: Type.Boolean(),
  supports_revocation: Type.Boolean(),
  code_challenge_methods_supported: Type.Array(Type.String()),
  git_urls: Type.Array(Type.String({ description: 'Whose repositories its tokens open, for git to be set up.' })),
});

/** Which of the caller's accounts there. */
export const accountQuery: TObject<{ account: TOptional<TString> }> = Type.Object({
  account: Type.Optional(
    Type.String({ maxLength: 255, description: 'The name of the account; without it, the one that was chosen or linked last.' }),
  ),
});

/** How long a token that is handed out must live. */
export const minValidityParameter: TOptional<TInteger> = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 86_400, description: 'Seconds the token must live at least, if the provider makes any that do.' }),
);

const healthBody: TObject = Type.Object(
  {
    state: Type.Enum(['ok', 'expiring', 'degraded', 'needs_reauth']),
    cause: Type.Optional(Type.String({ description: "Why it is not ok, in the provider's own words where it has some." })),
    since: Type.Optional(time('Since when, of `degraded` and `needs_reauth`.')),
    at: Type.Optional(time('When the token ends, of `expiring`.')),
  },
  { description: 'How the connection is.' },
);

/** A linked account. */
export const linkBody: TObject = Type.Object({
  provider_id: Type.String(),
  created_at: time('When it was linked.'),
  updated_at: time('When its tokens changed last.'),
  expires: time('When the access token ends; the zero time means never.'),
  has_refresh_token: Type.Boolean(),
  authenticated: Type.Boolean({ description: 'Whether the token works.' }),
  validate_error: Type.String({ description: 'Why it does not; empty if it does.' }),
  id: Type.String({ description: "The connection's id." }),
  account: Type.String({ description: 'What the provider calls the account; empty if it did not say.' }),
  account_id: nullable(Type.String({ description: "The provider's id of the account." })),
  kind: Type.Enum(['oauth', 'token'], { description: '`token`: an API key or personal access token that was pasted.' }),
  default: Type.Boolean({ description: 'Whether this account is meant when none is named.' }),
  scopes: Type.Array(Type.String()),
  generation: Type.Integer({ description: 'Grows whenever its tokens are replaced.' }),
  health: healthBody,
  last_refreshed_at: nullable(time('When its tokens were renewed last.')),
  last_validated_at: nullable(time('When the provider last said that the token works.')),
  last_used_at: nullable(time('When it was handed out last, to the minute.')),
});

/** A person or organization at a provider. */
export const userBody: TObject = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  avatar_url: Type.String(),
  profile_url: Type.String(),
  name: Type.String(),
});

/** One provider, and how the caller stands with it. */
export const externalAuthBody: TObject = Type.Object({
  authenticated: Type.Boolean(),
  device: Type.Boolean(),
  display_name: Type.String(),
  supports_revocation: Type.Boolean(),
  user: nullable(userBody),
  app_installable: Type.Boolean(),
  app_install_url: Type.String(),
  installations: Type.Array(Type.Object({ id: Type.Integer(), account: userBody, configure_url: Type.String() })),
});

/** A token, or where to link an account. */
export const accessTokenBody: TObject = Type.Object({
  access_token: Type.String(),
  token_extra: nullable(Type.Object({}, { additionalProperties: true })),
  url: Type.String({ description: 'Not empty: no token can be had, and this is where the account is linked.' }),
  type: Type.String({ description: "The provider's type." }),
  expires_at: time('When the token ends; the zero time means never.'),
  username: Type.String({ description: 'For git; use `access_token` elsewhere.' }),
  password: Type.String({ description: 'For git.' }),
  account: Type.String({ description: 'What the provider calls the account; empty if it did not say.' }),
  scopes: Type.Array(Type.String(), { description: 'What the token is good for, as far as is known.' }),
  token_type: Type.String({ description: '`Bearer`, or `DPoP` for a token each use of which needs a proof; empty without a token.' }),
});
