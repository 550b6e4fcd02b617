import { getParameter, type Parameters } from '../../protocol/form.ts';
import type { OAuthError } from '../../protocol/oauth-error.ts';
import { isUnencryptedRedirect } from '../../protocol/redirect-uri.ts';
import type { ResponseMode } from '../authorize/response-modes.ts';
import type { Client } from '../model/client.ts';
import { breakRule } from './break-rule.ts';
import { noDemands } from './demands.ts';
import { findDemands, type ProfileHolder } from './find-demands.ts';

/** An authorization request under profiles. */
export interface ProfiledRequest {
  readonly service: ProfileHolder;
  readonly client: Pick<Client, 'profiles' | 'clientType' | 'tokenEndpointAuthMethod'>;
  readonly parameters: Parameters;
  /** @default false */
  readonly isPushed?: boolean;
  /** @default false */
  readonly isSigned?: boolean;
  readonly responseMode: ResponseMode;
}

/** Which rule a redirect URI breaks, though it is the client's; undefined if none. Nothing may be sent there then, the error neither. */
export function findRedirectError(service: ProfileHolder, client: ProfileHolder, redirectUri: string): OAuthError | undefined {
  const { encryptedRedirects } = findDemands(service, client);
  return encryptedRedirects !== undefined && isUnencryptedRedirect(redirectUri)
    ? breakRule('invalid_request', 'The redirect_uri must be https.', encryptedRedirects)
    : undefined;
}

/** Which rule of a profile an authorization request breaks; undefined if none. */
export function findAuthorizationError(request: ProfiledRequest): OAuthError | undefined {
  const { service, client, parameters } = request;
  const demands = findDemands(service, client);
  if (demands === noDemands) return undefined;
  const { confidentialClients, clientAuthMethods, pushedRequests, sentRedirectUri, challengeMethod } = demands;
  if (confidentialClients !== undefined && client.clientType === 'public') {
    return breakRule('unauthorized_client', 'This client must be confidential.', confidentialClients);
  }
  if (clientAuthMethods !== undefined && !clientAuthMethods.value.includes(client.tokenEndpointAuthMethod)) {
    return breakRule('unauthorized_client', 'This client authenticates in a way that is not allowed here.', clientAuthMethods);
  }
  if (pushedRequests !== undefined && request.isPushed !== true) {
    return breakRule('invalid_request', 'Requests of this client must be pushed.', pushedRequests);
  }
  if (demands.signedRequests !== undefined && request.isSigned !== true) {
    return breakRule('invalid_request', 'Requests of this client must be signed.', demands.signedRequests);
  }
  if (sentRedirectUri !== undefined && getParameter(parameters, 'redirect_uri') === undefined) {
    return breakRule('invalid_request', 'The parameter redirect_uri is missing.', sentRedirectUri);
  }
  if (challengeMethod !== undefined && getParameter(parameters, 'code_challenge') === undefined) {
    return breakRule('invalid_request', 'The parameter code_challenge is missing.', challengeMethod);
  }
  if (challengeMethod !== undefined && getParameter(parameters, 'code_challenge_method') !== challengeMethod.value) {
    return breakRule('invalid_request', `The code_challenge_method must be ${challengeMethod.value}.`, challengeMethod);
  }
  if (demands.signedResponses !== undefined && !request.responseMode.isSigned) {
    return breakRule('invalid_request', 'Answers to this client are signed: the response_mode must be jwt.', demands.signedResponses);
  }
  return undefined;
}
