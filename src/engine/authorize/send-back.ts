import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { Service } from '../model/service.ts';
import type { ReturnAddress, SendBack } from './authorization-decision.ts';

/** Takes of a request what its answer needs. */
const addressOf = ({ redirectUri, state, clientId, responseMode, answerAlgorithm }: ReturnAddress): ReturnAddress => ({
  redirectUri,
  state,
  clientId,
  responseMode,
  answerAlgorithm,
});

/** Sends an error back to the client, with `iss` so that it knows whose it is (RFC 6749 §4.1.2.1, RFC 9207 §2). */
export const sendBackError = ({ issuer }: Pick<Service, 'issuer'>, request: ReturnAddress, error: OAuthError): SendBack => ({
  action: 'redirect',
  returnTo: addressOf(request),
  answer: { error: error.code, error_description: error.message, state: request.state, iss: issuer },
  error,
  changes: [],
});

/** Sends a code back to the client (RFC 6749 §4.1.2, RFC 9207 §2). */
export const sendBackCode = ({ issuer }: Pick<Service, 'issuer'>, request: ReturnAddress, code: string): SendBack => ({
  action: 'redirect',
  returnTo: addressOf(request),
  answer: { code, state: request.state, iss: issuer },
  error: undefined,
  changes: [],
});
