import { decodeBase64, decodeUtf8 } from './base64.ts';
import { OAuthError } from './oauth-error.ts';

/** What a client sent in the `Authorization` header. */
export interface BasicCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const basicScheme = /^basic(?: +|$)/i;
/** More than any pair of ours, encoded twice; a longer header is not worth decoding. */
const maxEncodedLength = 4096;

const malformed = (reason: string): OAuthError => new OAuthError('invalid_client', 'The Authorization header is malformed.', reason);

const decodeComponent = (text: string): string => {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed('a part of the Basic credentials is not form-encoded');
  }
};

/**
 * Decodes HTTP Basic credentials of a client: both halves are form-encoded before they are joined (RFC 6749 §2.3.1, RFC 7617 §2).
 *
 * @returns undefined when there is no header or another scheme in it.
 * @throws OAuthError `invalid_client` when the header is of the scheme and malformed.
 */
export function decodeBasicCredentials(authorization: string | undefined): BasicCredentials | undefined {
  const [scheme] = basicScheme.exec(authorization ?? '') ?? [];
  if (authorization === undefined || scheme === undefined) return undefined;
  const encoded = authorization.slice(scheme.length).trimEnd();
  const bytes = encoded.length > maxEncodedLength ? undefined : decodeBase64(encoded);
  if (bytes === undefined) throw malformed('the Basic credentials are not base64');
  const joined = decodeUtf8(bytes);
  if (joined === undefined) throw malformed('the Basic credentials are not UTF-8');
  const colon = joined.indexOf(':');
  if (colon === -1) throw malformed('the Basic credentials have no colon');
  return { clientId: decodeComponent(joined.slice(0, colon)), clientSecret: decodeComponent(joined.slice(colon + 1)) };
}
