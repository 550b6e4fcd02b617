import { OAuthError } from './oauth-error.ts';

/** What a client sent in the `Authorization` header. */
export interface BasicCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const malformed = (reason: string): OAuthError => new OAuthError('invalid_client', 'The Authorization header is malformed.', reason);

const decodeComponent = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed('a part of the Basic credentials is not form-encoded');
  }
};

/**
 * Decodes HTTP Basic credentials of a client: both halves are form-encoded before they are joined (RFC 6749 §2.3.1).
 *
 * @returns undefined when there is no header or another scheme in it.
 * @throws OAuthError `invalid_client` when the header is of the scheme and malformed.
 */
export function decodeBasicCredentials(authorization: string | undefined): BasicCredentials | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]*) *$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) {
    if (/^basic\b/i.test(authorization ?? '')) throw malformed('the Basic credentials are not base64');
    return undefined;
  }
  let joined: string;
  try {
    joined = atob(encoded);
  } catch {
    throw malformed('the Basic credentials are not base64');
  }
  const colon = joined.indexOf(':');
  if (colon === -1) throw malformed('the Basic credentials have no colon');
  return { clientId: decodeComponent(joined.slice(0, colon)), clientSecret: decodeComponent(joined.slice(colon + 1)) };
}
