import type { Denial } from './denial.ts';

/** How a token is presented. */
export type Scheme = 'Bearer' | 'DPoP';

/** A token as it came. */
export interface PresentedToken {
  readonly scheme: Scheme;
  readonly token: string;
}

/** Longer than any token, and shorter than what would be work to look at. */
const maxLength = 16_384;
const schemes: Readonly<Record<string, Scheme>> = { bearer: 'Bearer', dpop: 'DPoP' };
const credentials = /^(\S+) +([\w.~+/-]+=*) *$/;

/**
 * Reads the `Authorization` header of a request to a protected resource.
 *
 * @returns what is wrong with the request if there is no token in it: no error code if it has none, or is of another scheme.
 * @see RFC 6750 §2.1, §3.1, RFC 9449 §7.1, RFC 9110 §11.6.2
 */
export function readAuthorization(header: string | null | undefined): PresentedToken | Denial {
  const named = /^\s*([^\s,]*)/.exec(header ?? '')?.[1]?.toLowerCase() ?? '';
  const scheme = Object.hasOwn(schemes, named) ? schemes[named] : undefined;
  if (header === null || header === undefined || scheme === undefined)
    return { code: undefined, description: 'An access token is needed.', reason: 'no access token' };
  const [, , token] = (header.length <= maxLength && credentials.exec(header.trimStart())) || [];
  if (token === undefined)
    return { code: 'invalid_request', description: 'The Authorization header is malformed.', reason: 'no single token68 after the scheme' };
  return { scheme, token };
}
