import { OAuthError } from '../../protocol/oauth-error.ts';
import { redirectTarget } from '../../protocol/redirect-uri.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { AuthorizationDecision, AuthorizationOutcome, Consent } from './authorization-decision.ts';
import type { AuthenticatedSubject, AuthorizationRequest, ValidAuthorization } from './authorization-request.ts';
import { findRequestingClient } from './find-requesting-client.ts';
import { type AuthorizationVerdict, judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { sendBackError } from './send-back.ts';

const denied = (): OAuthError => new OAuthError('access_denied', 'The request was denied.');

const toConsent = (service: Service, authorization: ValidAuthorization): Consent => ({
  authorization,
  scopes: service.scopes.filter(({ name }) => authorization.scopes.includes(name)),
  redirectTarget: redirectTarget(authorization.redirectUri),
  denyLocation: sendBackError(service, authorization, denied()).location,
});

/** An error goes to the client if its redirect URI is proven, and to the person otherwise (RFC 6749 §4.1.2.1). */
export const answerInvalid = (service: Service, verdict: Extract<AuthorizationVerdict, { verdict: 'invalid' }>): AuthorizationOutcome =>
  'redirectUri' in verdict ? sendBackError(service, verdict, verdict.error) : { action: 'show_error', error: verdict.error };

/**
 * Decides what a request to the authorization endpoint leads to: a page that asks, a sign-in first, or an error.
 *
 * @param subject who is signed in; undefined if nobody is.
 */
export async function decideAuthorization(
  engine: Pick<Engine, 'facts'>,
  request: AuthorizationRequest,
  subject: AuthenticatedSubject | undefined,
): Promise<AuthorizationDecision> {
  const { service, parameters } = request;
  const verdict = judgeAuthorizationRequest({ service, parameters, client: await findRequestingClient(engine, request) });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  const { authorization } = verdict;
  if (authorization.mayInteract) {
    return subject === undefined ? { action: 'sign_in', authorization } : { action: 'ask', consent: toConsent(service, authorization) };
  }
  // OpenID Connect Core §3.1.2.1: prompt=none must not show a page, and consent is asked every time.
  const error =
    subject === undefined
      ? new OAuthError('login_required', 'Nobody is signed in.')
      : new OAuthError('consent_required', 'The person has to be asked.');
  return sendBackError(service, authorization, error);
}

/** Takes a person's “no” back to the client. */
export async function denyAuthorization(engine: Pick<Engine, 'facts'>, request: AuthorizationRequest): Promise<AuthorizationOutcome> {
  const { service, parameters } = request;
  const verdict = judgeAuthorizationRequest({ service, parameters, client: await findRequestingClient(engine, request) });
  return verdict.verdict === 'invalid' ? answerInvalid(service, verdict) : sendBackError(service, verdict.authorization, denied());
}
