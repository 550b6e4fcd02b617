import { isObject, type JsonObject, textOf } from '../wire/parse-object.ts';
import { GrantryError, NotLinkedError } from './errors.ts';

/** A token of a person's account at a provider. The members octokit knows have octokit's names. */
export interface ProviderToken {
  readonly type: 'token';
  readonly tokenType: 'oauth';
  readonly token: string;
  /** When it ends, as RFC 3339 in UTC; undefined if it does not, or nobody knows. */
  readonly expiresAt: string | undefined;
  /** What the provider calls the account; empty if it did not say. */
  readonly account: string;
  /** What the token is good for, as far as is known. */
  readonly scopes: readonly string[];
  /** What else the provider sent with the token. */
  readonly extra: JsonObject;
}

/** How the server writes that a token does not end. */
const neverPrefix = '0001-01-01T';

/**
 * Reads the body of a hand-out.
 *
 * @param what was asked for, in words
 * @throws NotLinkedError if it is the URL where an account is linked; GrantryError if it is neither that nor a token.
 */
export function readProviderToken(body: JsonObject, what: string): ProviderToken {
  const url = textOf(body, 'url') ?? '';
  const token = textOf(body, 'access_token') ?? '';
  if (token === '' && url !== '') throw new NotLinkedError(what, url);
  if (token === '') throw new GrantryError('The answer has neither a token nor a URL: is this a Grantry server?');
  const expiresAt = textOf(body, 'expires_at') ?? neverPrefix;
  const { scopes, token_extra: extra } = body;
  return {
    type: 'token',
    tokenType: 'oauth',
    token,
    expiresAt: expiresAt.startsWith(neverPrefix) || Number.isNaN(Date.parse(expiresAt)) ? undefined : expiresAt,
    account: textOf(body, 'account') ?? '',
    scopes: Array.isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === 'string') : [],
    extra: isObject(extra) ? extra : {},
  };
}
