import type { OAuthError } from '../../protocol/oauth-error.ts';
import { makeRedirectLocation } from '../../protocol/redirect-location.ts';
import type { Service } from '../model/service.ts';
import type { SendBack } from './authorization-decision.ts';
import type { ValidAuthorization } from './authorization-request.ts';

/** Where an answer goes, and what of the request comes along. */
type Return = Pick<ValidAuthorization, 'redirectUri' | 'state'>;

/** Sends an error back to the client, with `iss` so that it knows whose it is (RFC 6749 §4.1.2.1, RFC 9207 §2). */
export const sendBackError = ({ issuer }: Pick<Service, 'issuer'>, { redirectUri, state }: Return, error: OAuthError): SendBack => ({
  action: 'redirect',
  location: makeRedirectLocation(redirectUri, { error: error.code, error_description: error.message, state, iss: issuer }),
  error,
  changes: [],
});

/** Where a code goes back to (RFC 6749 §4.1.2, RFC 9207 §2). */
export const codeLocation = ({ issuer }: Pick<Service, 'issuer'>, { redirectUri, state }: Return, code: string): string =>
  makeRedirectLocation(redirectUri, { code, state, iss: issuer });
