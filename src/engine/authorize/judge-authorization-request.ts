import { isKeyThumbprint } from '../../protocol/dpop-proof.ts';
import { findRepeated, getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { codeChallengeMethods, isPkceValue } from '../../protocol/pkce.ts';
import { matchesRedirectUri } from '../../protocol/redirect-uri.ts';
import { clientLocked } from '../clients/client-lock.ts';
import { authorizationCode } from '../grants/authorization-code.ts';
import { ownAlgorithm } from '../keys/signing-algorithms.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { findAuthorizationError, findRedirectError } from '../profiles/find-authorization-error.ts';
import { answerAlgorithm } from '../profiles/tighten.ts';
import { offersGrantType, offersResponseType } from '../services/offers.ts';
import type { ReturnAddress } from './authorization-decision.ts';
import type { ValidAuthorization } from './authorization-request.ts';
import { judgeAsked } from './judge-asked.ts';
import { readInteraction } from './read-interaction.ts';
import { findResponseMode, queryMode } from './response-modes.ts';

/** What the request is judged by. */
export interface AuthorizationFacts {
  readonly service: Service;
  /** undefined if no client has the `client_id`. */
  readonly client: Client | undefined;
  readonly parameters: Parameters;
  /** Whether the client pushed it. @default false */
  readonly isPushed?: boolean;
  /** Whether the client signed it. @default false */
  readonly isSigned?: boolean;
}

/** What the request comes to. An error may be redirected only once the redirect URI is proven to be the client's. */
export type AuthorizationVerdict =
  | { readonly verdict: 'valid'; readonly authorization: ValidAuthorization }
  | { readonly verdict: 'invalid'; readonly error: OAuthError }
  | ({ readonly verdict: 'invalid'; readonly error: OAuthError } & ReturnAddress);

/** The response types we support (RFC 6749 §3.1.1): no implicit grant (RFC 9700 §2.1.2). */
export const responseTypes = ['code'] as const;

const invalidRequest = (description: string): OAuthError => new OAuthError('invalid_request', description);

/** Whether a client must use PKCE: all that cannot keep a secret or registered themselves (RFC 9700 §2.1.1), others by choice. */
export const mustUsePkce = (client: Pick<Client, 'clientType' | 'source' | 'pkceRequired'>): boolean =>
  client.clientType === 'public' || client.source !== 'static' || client.pkceRequired;

/** The proven redirect URI of a request, or why there is none (RFC 6749 §3.1.2.3, §3.1.2.4). */
function findRedirectUri(client: Client, parameters: Parameters): string | OAuthError {
  const requested = getParameter(parameters, 'redirect_uri');
  if (requested === undefined) {
    const [only, another] = client.redirectUris;
    return only !== undefined && another === undefined ? only : invalidRequest('The parameter redirect_uri is missing.');
  }
  return client.redirectUris.some((registered) => matchesRedirectUri(registered, requested))
    ? requested
    : invalidRequest('The redirect_uri must exactly match one that is registered for the application.');
}

/** What is wrong with the PKCE parameters (RFC 7636 §4.3, §4.4.1). */
function findPkceError(
  { offerRules }: Service,
  client: Client,
  codeChallenge: string | undefined,
  method: string | undefined,
): OAuthError | undefined {
  if (codeChallenge === undefined) {
    if (method !== undefined) return invalidRequest('code_challenge_method was sent without code_challenge.');
    return mustUsePkce(client) || offerRules.pkceRequired
      ? invalidRequest('This client must use PKCE: the parameter code_challenge is missing.')
      : undefined;
  }
  if (method !== undefined && !codeChallengeMethods.some((known) => known === method)) {
    return invalidRequest('Only the code_challenge_method S256 is supported.');
  }
  if (method === undefined && (client.terms.challengeMethodRequired || offerRules.challengeMethodRequired)) {
    return invalidRequest('This client must say how it made its code_challenge: the parameter code_challenge_method is missing.');
  }
  return isPkceValue(codeChallenge) ? undefined : invalidRequest('The parameter code_challenge is malformed.');
}

/** What is wrong with how a request came (RFC 9126 §5, RFC 9396 §3, RFC 9101 §10.5): whoever demands more of it is heard, service or client. */
function findDeliveryError({ service, isPushed, isSigned }: AuthorizationFacts, client: Client): OAuthError | undefined {
  const rules = [service.requestRules, client.requestRules];
  if (isPushed !== true && rules.some(({ requirePushed }) => requirePushed))
    return invalidRequest('Requests of this client must be pushed.');
  if (isSigned !== true && rules.some(({ requireSigned }) => requireSigned))
    return invalidRequest('Requests of this client must be signed.');
  return undefined;
}

/**
 * Judges a request to the authorization endpoint. Unknown parameters are ignored, repeated ones refused (RFC 6749 §3.1).
 *
 * @see RFC 6749 §4.1.1, §4.1.2.1, RFC 7636 §4.4.1, RFC 8707 §2.1, RFC 9126 §5, RFC 9449 §10, RFC 9700 §2.1
 */
export function judgeAuthorizationRequest(facts: AuthorizationFacts): AuthorizationVerdict {
  const { service, client, parameters } = facts;
  const repeated = findRepeated(parameters, ['resource']);
  const isUnproven = repeated === 'client_id' || repeated === 'redirect_uri' || (parameters.get('redirect_uri')?.length ?? 0) > 1;
  if (isUnproven) return { verdict: 'invalid', error: invalidRequest('The parameter client_id or redirect_uri is repeated.') };
  if (!parameters.has('client_id')) return { verdict: 'invalid', error: invalidRequest('The parameter client_id is missing.') };
  if (client === undefined) return { verdict: 'invalid', error: new OAuthError('invalid_client', 'This application is not known here.') };
  if (client.isLocked) return { verdict: 'invalid', error: new OAuthError('invalid_client', 'This application is locked.', clientLocked) };
  const redirectUri = findRedirectUri(client, parameters);
  if (redirectUri instanceof OAuthError) return { verdict: 'invalid', error: redirectUri };
  const redirectError = findRedirectError(service, client, redirectUri);
  if (redirectError !== undefined) return { verdict: 'invalid', error: redirectError };

  const [state] = parameters.get('state') ?? [];
  const requestedMode = getParameter(parameters, 'response_mode');
  const responseMode = requestedMode === undefined ? queryMode : findResponseMode(requestedMode, redirectUri);
  const returnTo: ReturnAddress = {
    redirectUri,
    state,
    clientId: client.clientId,
    responseMode: responseMode ?? queryMode,
    answerAlgorithm: answerAlgorithm(service, client, client.authorizationSignedResponseAlg, ownAlgorithm),
  };
  const toClient = (error: OAuthError): AuthorizationVerdict => ({ verdict: 'invalid', error, ...returnTo });
  if (repeated !== undefined) return toClient(invalidRequest(`The parameter ${repeated} is repeated.`));
  if (responseMode === undefined) return toClient(invalidRequest('This response_mode is not supported.'));
  if (client.terms.responseModes?.includes(responseMode.name) === false) {
    return toClient(invalidRequest('This client may not use this response_mode.'));
  }
  const profileError = findAuthorizationError({ ...facts, client, responseMode });
  if (profileError !== undefined) return toClient(profileError);
  const deliveryError = findDeliveryError(facts, client);
  if (deliveryError !== undefined) return toClient(deliveryError);
  if (!client.grantTypes.includes(authorizationCode.name) || !offersGrantType(service, authorizationCode.name)) {
    return toClient(new OAuthError('unauthorized_client', 'This client may not use this response type.'));
  }
  const responseType = getParameter(parameters, 'response_type');
  if (responseType === undefined) return toClient(invalidRequest('The parameter response_type is missing.'));
  if (!responseTypes.some((known) => known === responseType) || !offersResponseType(service, responseType)) {
    return toClient(new OAuthError('unsupported_response_type', 'Only the response_type code is supported.'));
  }
  const codeChallenge = getParameter(parameters, 'code_challenge');
  const pkceError = findPkceError(service, client, codeChallenge, getParameter(parameters, 'code_challenge_method'));
  if (pkceError !== undefined) return toClient(pkceError);
  const dpopJkt = getParameter(parameters, 'dpop_jkt');
  if (dpopJkt !== undefined && !isKeyThumbprint(dpopJkt)) return toClient(invalidRequest('The parameter dpop_jkt is malformed.'));
  const asked = judgeAsked(service, client, parameters);
  if (asked instanceof OAuthError) return toClient(asked);
  const interaction = readInteraction(parameters, service, client.requestRules, asked.claimsRequest);
  if (interaction instanceof OAuthError) return toClient(interaction);

  const authorization: ValidAuthorization = {
    ...returnTo,
    ...interaction,
    ...asked,
    clientNumber: client.number,
    clientName: client.name,
    clientIcon: client.icon,
    clientSource: client.source,
    requestedRedirectUri: getParameter(parameters, 'redirect_uri'),
    nonce: getParameter(parameters, 'nonce'),
    codeChallenge,
    dpopJkt,
  };
  return { verdict: 'valid', authorization };
}
