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

type Answering = Pick<Service, 'issuer' | 'answerRules'>;

/** Whose the answer is, unless the service keeps it to itself (RFC 9207 §2). */
const issOf = ({ issuer, answerRules }: Answering): string | undefined => (answerRules.issSuppressed ? undefined : issuer);

/** Sends an error back to the client, with `iss` so that it knows whose it is (RFC 6749 §4.1.2.1, RFC 9207 §2). */
export const sendBackError = (service: Answering, request: ReturnAddress, error: OAuthError): SendBack => ({
  action: 'redirect',
  returnTo: addressOf(request),
  answer: {
    error: error.code,
    error_description: service.answerRules.errorDescriptionOmitted ? undefined : error.message,
    state: request.state,
    iss: issOf(service),
  },
  error,
  changes: [],
});

/** Sends a code back to the client (RFC 6749 §4.1.2, RFC 9207 §2). */
export const sendBackCode = (service: Answering, request: ReturnAddress, code: string): SendBack => ({
  action: 'redirect',
  returnTo: addressOf(request),
  answer: { code, state: request.state, iss: issOf(service) },
  error: undefined,
  changes: [],
});
