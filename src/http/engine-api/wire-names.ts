/** Names of this interface for values on the wire, both ways. */
export interface WireNames {
  /** Every name, for the schema. */
  readonly names: readonly string[];
  /** The value a name stands for; undefined if it is none of ours. */
  toValue(name: string): string | undefined;
  /** What a value is called here; undefined if it has no name. */
  toName(value: string): string | undefined;
}

const wireNames = (values: Readonly<Record<string, string>>): WireNames => {
  const nameOf = new Map(Object.entries(values).map(([name, value]) => [value, name]));
  return {
    names: Object.keys(values),
    toValue: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
    toName: (value) => nameOf.get(value),
  };
};

/** Grant types. */
export const grantTypeNames: WireNames = wireNames({
  AUTHORIZATION_CODE: 'authorization_code',
  IMPLICIT: 'implicit',
  PASSWORD: 'password',
  CLIENT_CREDENTIALS: 'client_credentials',
  REFRESH_TOKEN: 'refresh_token',
  CIBA: 'urn:openid:params:grant-type:ciba',
  DEVICE_CODE: 'urn:ietf:params:oauth:grant-type:device_code',
  TOKEN_EXCHANGE: 'urn:ietf:params:oauth:grant-type:token-exchange',
  JWT_BEARER: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  PRE_AUTHORIZED_CODE: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
});

/** Response types. */
export const responseTypeNames: WireNames = wireNames({
  NONE: 'none',
  CODE: 'code',
  TOKEN: 'token',
  ID_TOKEN: 'id_token',
  CODE_TOKEN: 'code token',
  CODE_ID_TOKEN: 'code id_token',
  ID_TOKEN_TOKEN: 'id_token token',
  CODE_ID_TOKEN_TOKEN: 'code id_token token',
});

/** Ways to authenticate as a client. */
export const clientAuthMethodNames: WireNames = wireNames({
  NONE: 'none',
  CLIENT_SECRET_BASIC: 'client_secret_basic',
  CLIENT_SECRET_POST: 'client_secret_post',
  CLIENT_SECRET_JWT: 'client_secret_jwt',
  PRIVATE_KEY_JWT: 'private_key_jwt',
  TLS_CLIENT_AUTH: 'tls_client_auth',
  SELF_SIGNED_TLS_CLIENT_AUTH: 'self_signed_tls_client_auth',
  ATTEST_JWT_CLIENT_AUTH: 'attest_jwt_client_auth',
});

/** What a client may want a person to see (OpenID Connect Core §3.1.2.1, Initiating User Registration via OpenID Connect §4.1). */
export const promptNames: WireNames = wireNames({
  NONE: 'none',
  LOGIN: 'login',
  CONSENT: 'consent',
  SELECT_ACCOUNT: 'select_account',
  CREATE: 'create',
});

/** Ways to show the pages of an authorization (OpenID Connect Core §3.1.2.1). */
export const displayNames: WireNames = wireNames({ PAGE: 'page', POPUP: 'popup', TOUCH: 'touch', WAP: 'wap' });
