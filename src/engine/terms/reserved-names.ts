/** Members of an answer of the token endpoint (RFC 6749 §5.1, §5.2, OpenID Connect Core §3.1.3.3, RFC 8693 §2.2.1). */
const tokenResponseMembers = [
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'scope',
  'authorization_details',
  'expiry',
  'id_token',
  'issued_token_type',
  'grant_id',
  'c_nonce',
  'c_nonce_expires_in',
  'error',
  'error_description',
  'error_uri',
] as const;

/** Members of an introspection response (RFC 7662 §2.2). */
const introspectionMembers = ['active', 'username'] as const;

/** Claims of a JWT access token that say whose it is, what for and how long (RFC 9068 §2.2, RFC 7800 §3, RFC 8693 §4). */
const accessTokenClaims = [
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'client_id',
  'scope',
  'authorization_details',
  'cnf',
  'auth_time',
  'acr',
  'amr',
  'sid',
  'act',
  'may_act',
  'grant_type',
] as const;

/** What JavaScript would take for something else in an object made from names. */
const unsafeNames = ['__proto__'] as const;

/** Claims nobody may add: the engine alone says them. */
export const reservedClaims: ReadonlySet<string> = new Set([...accessTokenClaims, ...introspectionMembers, ...unsafeNames]);

/** Claims of an ID token that say who it is from, whom it is for and how the person signed in (OpenID Connect Core §2, §3.1.3.6). */
export const reservedIdTokenClaims: ReadonlySet<string> = new Set([
  ...['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'nonce', 'azp', 'sid', 'auth_time', 'acr', 'amr', 'at_hash', 'c_hash', 's_hash'],
  ...unsafeNames,
]);

/** Members of a header that say how and by which key a JWT is signed, and what must be understood of it (RFC 7515 §4.1, RFC 7797 §3). */
export const reservedHeaderMembers: ReadonlySet<string> = new Set([
  ...['alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256'],
  ...unsafeNames,
]);

/** Keys no extra property may have: a visible one stands beside these in token responses, introspection and JWTs. */
export const reservedProperties: ReadonlySet<string> = new Set([...tokenResponseMembers, ...reservedClaims]);
