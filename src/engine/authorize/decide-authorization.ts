import { OAuthError } from '../../protocol/oauth-error.ts';
import { redirectTarget } from '../../protocol/redirect-uri.ts';
import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { answerInvalid, showError } from './answer-invalid.ts';
import type { AuthorizationDecision, Consent } from './authorization-decision.ts';
import type { AuthenticatedSubject, AuthorizationRequest, ValidAuthorization } from './authorization-request.ts';
import { denied } from './deny-authorization.ts';
import { encodePlainResponse } from './encode-authorization-response.ts';
import { judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { makeTicket } from './make-ticket.ts';
import { decisionTime, isSignedInFor } from './read-interaction.ts';
import { type ResolvedRequest, resolveRequest } from './resolve-request.ts';
import { queryMode } from './response-modes.ts';
import { sendBackError } from './send-back.ts';

/** “Deny” is a link where its answer can be written down beforehand and nothing is to be kept of it. */
function findDenyLocation(service: Service, authorization: ValidAuthorization, { ticket }: ResolvedRequest): string | undefined {
  if (ticket !== undefined || authorization.responseMode !== queryMode) return undefined;
  const response = encodePlainResponse(sendBackError(service, authorization, denied()));
  return response.as === 'location' ? response.location : undefined;
}

const toConsent = (service: Service, authorization: ValidAuthorization, resolved: ResolvedRequest): Consent => ({
  authorization,
  scopes: service.scopes.filter(({ name }) => authorization.scopes.includes(name)),
  details: (authorization.authorizationDetails ?? []).map((detail) => ({
    description: service.requestRules.detailTypes.find(({ name }) => name === detail.type)?.description ?? detail.type,
    detail,
  })),
  redirectTarget: redirectTarget(authorization.redirectUri),
  denyLocation: findDenyLocation(service, authorization, resolved),
});

/** Notes that the browser is here: from now on the person's time counts, not the client's. */
const openTicket = ({ ticket }: ResolvedRequest, now: EpochSeconds): readonly EngineChange[] =>
  ticket === undefined || ticket.openedAt !== undefined
    ? []
    : [{ change: 'open_authorization_ticket', ticketId: ticket.id, at: now, expiresAt: after(now, decisionTime) }];

/**
 * Has the person sign in. A request that wants a fresh sign-in is parked, so that it is known afterwards when it first came; that cannot be
 * left to the browser.
 */
function decideSignIn(
  engine: Engine,
  resolved: ResolvedRequest,
  authorization: ValidAuthorization,
  { again, now }: { readonly again: boolean; readonly now: EpochSeconds },
): AuthorizationDecision {
  const signIn = { action: 'sign_in', authorization, again } as const;
  const isParked = resolved.ticket !== undefined || (!again && !authorization.mustSignIn);
  if (isParked) return { ...signIn, requestUri: undefined, changes: openTicket(resolved, now) };
  const { ticket, requestUri } = makeTicket(engine, resolved, authorization, { now, lifetime: decisionTime, openedAt: now });
  return { ...signIn, requestUri, changes: [{ change: 'insert_authorization_ticket', ticket }] };
}

async function decide(
  engine: Engine,
  request: AuthorizationRequest,
  subject: AuthenticatedSubject | undefined,
): Promise<AuthorizationDecision> {
  const { service } = request;
  const now = engine.clock();
  const resolved = await resolveRequest(engine, request, now);
  if (resolved instanceof OAuthError) return showError(resolved);
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  const { authorization } = verdict;
  const openedAt = resolved.ticket?.openedAt;
  const isSignedIn = subject !== undefined && isSignedInFor(authorization, subject, { now, openedAt, slack: seconds(0) });
  if (authorization.mayInteract) {
    if (!isSignedIn) return decideSignIn(engine, resolved, authorization, { again: subject !== undefined, now });
    return { action: 'ask', consent: toConsent(service, authorization, resolved), changes: openTicket(resolved, now) };
  }
  // OpenID Connect Core §3.1.2.1: prompt=none must not show a page, and consent is asked every time.
  const error = isSignedIn
    ? new OAuthError('consent_required', 'The person has to be asked.')
    : new OAuthError('login_required', 'The person has to sign in.');
  return sendBackError(service, authorization, error);
}

/**
 * Decides what a request to the authorization endpoint leads to: a page that asks, a sign-in first, or an error.
 *
 * @param subject who is signed in; undefined if nobody is.
 */
export async function decideAuthorization(
  engine: Engine,
  request: AuthorizationRequest,
  subject: AuthenticatedSubject | undefined,
): Promise<AuthorizationDecision> {
  const decision = await settle(engine, () => decide(engine, request, subject));
  return decision.action === 'refuse' ? showError(decision.error) : decision;
}
