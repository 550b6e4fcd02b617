import { OAuthError } from '../../protocol/oauth-error.ts';

/** The keys that whoever runs the engine binds a token to. */
export interface Thumbprints {
  /** The thumbprint of a DPoP key (RFC 9449 §6.1). */
  readonly jkt?: string | undefined;
  /** The SHA-256 of a client certificate (RFC 8705 §3.1). */
  readonly certificateThumbprint?: string | undefined;
}

/** A SHA-256 in base64url without padding (RFC 7638 §3). */
const thumbprint = /^[\w-]{43}$/;

/** What is wrong with thumbprints; undefined if nothing is, or there are none. */
export const findThumbprintError = ({ jkt, certificateThumbprint }: Thumbprints): OAuthError | undefined =>
  [jkt, certificateThumbprint].every((text) => text === undefined || thumbprint.test(text))
    ? undefined
    : new OAuthError('invalid_request', 'A thumbprint is a SHA-256 in base64url.');
