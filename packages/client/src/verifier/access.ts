import { isObject, type JsonObject, textOf } from '../wire/parse-object.ts';

/** What an accepted access token allows. */
export interface Access {
  /** Whom the token speaks for; a client of its own accord where the server says so, or undefined. */
  readonly subject: string | undefined;
  readonly clientId: string | undefined;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  /** Seconds since the epoch; undefined if the server did not say. */
  readonly expiresAt: number | undefined;
  /** Whether the token was read, or the server was asked about it. */
  readonly format: 'jwt' | 'opaque';
  /** What the client proved besides having the token. */
  readonly binding: 'none' | 'dpop' | 'mtls';
  /** Everything the token, or the server, says. */
  readonly claims: JsonObject;
  /** To be sent with the answer: a new DPoP nonce, if there is one (RFC 9449 §8.2). */
  readonly responseHeaders: Readonly<Record<string, string>>;
}

/** What a token says, before bindings and requirements are looked at. */
export type TokenFacts = Omit<Access, 'binding' | 'responseHeaders'> & {
  /** Which key or certificate the token is bound to (RFC 7800 §3.1). */
  readonly confirmation: JsonObject | undefined;
};

/** The audiences of a token: a text, or a list of them (RFC 7519 §4.1.3). */
export function readAudience({ aud }: JsonObject): readonly string[] {
  if (typeof aud === 'string') return [aud];
  return Array.isArray(aud) ? aud.filter((name): name is string => typeof name === 'string') : [];
}

/** Reads the claims that JWTs and introspection have in common (RFC 9068 §2.2, RFC 7662 §2.2). */
export function readFacts(claims: JsonObject, format: Access['format']): TokenFacts {
  return {
    subject: textOf(claims, 'sub'),
    clientId: textOf(claims, 'client_id'),
    scopes: (textOf(claims, 'scope') ?? '').split(' ').filter((name) => name !== ''),
    audience: readAudience(claims),
    expiresAt: typeof claims.exp === 'number' ? claims.exp : undefined,
    format,
    claims,
    // Anything else than an object is kept as one that nobody can satisfy.
    confirmation: claims.cnf === undefined ? undefined : isObject(claims.cnf) ? claims.cnf : { unknown: true },
  };
}
