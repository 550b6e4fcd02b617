import type { Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { redirectTarget } from '../../protocol/redirect-uri.ts';
import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { mintCode } from '../token/fresh-token.ts';
import { answerInvalid, showError } from './answer-invalid.ts';
import { type Approval, decideApproval } from './approve-authorization.ts';
import type { AuthorizationDecision, Consent, SendBack } from './authorization-decision.ts';
import type { AuthenticatedSubject, AuthorizationRequest, ValidAuthorization } from './authorization-request.ts';
import { denied } from './deny-authorization.ts';
import { describeAsked } from './describe-asked.ts';
import { encodePlainResponse } from './encode-authorization-response.ts';
import { isCovered, isOwnRedirect } from './is-covered.ts';
import { isExpectedPerson } from './is-expected-person.ts';
import { judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { decisionTime, judgeSignIn } from './judge-sign-in.ts';
import { makeTicket } from './make-ticket.ts';
import { type ResolvedRequest, resolveRequest } from './resolve-request.ts';
import { queryMode } from './response-modes.ts';
import { sendBackError } from './send-back.ts';

/** “Deny” is a link where its answer can be written down beforehand and nothing is to be kept of it. */
function findDenyLocation(service: Service, authorization: ValidAuthorization, { ticket }: ResolvedRequest): string | undefined {
  if (ticket !== undefined || authorization.responseMode !== queryMode) return undefined;
  const response = encodePlainResponse(sendBackError(service, authorization, denied()));
  return response.as === 'location' ? response.location : undefined;
}

const toConsent = (engine: Engine, service: Service, authorization: ValidAuthorization, resolved: ResolvedRequest): Consent => ({
  authorization,
  ...describeAsked(engine, service, authorization),
  redirectTarget: redirectTarget(authorization.redirectUri),
  denyLocation: findDenyLocation(service, authorization, resolved),
});

/** Notes that the browser is here: from now on the person's time counts, not the client's. */
const openTicket = ({ ticket }: ResolvedRequest, now: EpochSeconds): readonly EngineChange[] =>
  ticket === undefined || ticket.openedAt !== undefined
    ? []
    : [{ change: 'open_authorization_ticket', ticketId: ticket.id, at: now, expiresAt: after(now, decisionTime) }];

/** Letters of parameters that may travel within another URL: each may become fifteen, encoded twice, and headers end at 16 KiB. */
const maxTravelling = 1000;

const isLong = (parameters: Parameters): boolean =>
  [...parameters].reduce((length, [name, values]) => length + name.length + values.join().length, 0) > maxTravelling;

/**
 * Has the person sign in. A request that wants a fresh sign-in is parked, so that it is known afterwards when it first came; that cannot be
 * left to the browser. Neither can one be that is too long to go along.
 */
function decideSignIn(
  engine: Engine,
  resolved: ResolvedRequest,
  authorization: ValidAuthorization,
  { sent, again, now }: { readonly sent: Parameters; readonly again: boolean; readonly now: EpochSeconds },
): AuthorizationDecision {
  const signIn = { action: 'sign_in', authorization, again } as const;
  const mayTravel = !again && !authorization.mustSignIn && !isLong(sent);
  if (mayTravel || resolved.ticket !== undefined) return { ...signIn, requestUri: undefined, changes: openTicket(resolved, now) };
  const { ticket, requestUri } = makeTicket(engine, resolved, authorization, { now, lifetime: decisionTime, openedAt: now });
  return { ...signIn, requestUri, changes: [{ change: 'insert_authorization_ticket', ticket }] };
}

/** Keeps a request: one that was fetched, so that the person decides on what was judged, or one that cannot come back as it came. */
function park(engine: Engine, resolved: ResolvedRequest, authorization: ValidAuthorization, now: EpochSeconds): AuthorizationDecision {
  const { ticket, requestUri } = makeTicket(engine, resolved, authorization, { now, lifetime: decisionTime, openedAt: now });
  return { action: 'park', clientId: authorization.clientId, requestUri, changes: [{ change: 'insert_authorization_ticket', ticket }] };
}

/**
 * Answers `prompt=none`, which must not show a page (OpenID Connect Core §3.1.2.1): with a code, if the person allowed the same before, the client still
 * has that grant, and only it can get what is sent to the redirect URI.
 */
async function decideSilently(
  engine: Engine,
  approval: Omit<Approval, 'code' | 'grantId'> & { readonly resolved: ResolvedRequest },
): Promise<SendBack> {
  const { now, service, authorization, subject, resolved } = approval;
  const mayHaveGrant = resolved.client !== undefined && isOwnRedirect(resolved.client, authorization.redirectUri);
  const grants = mayHaveGrant ? await engine.facts.listConsents(service.id, subject.subject, now) : [];
  const isAllowed = grants.some((grant) => grant.clientNumber === authorization.clientNumber && isCovered(authorization, grant));
  return isAllowed
    ? decideApproval({ ...approval, code: mintCode(engine), grantId: engine.mint.id() })
    : sendBackError(service, authorization, new OAuthError('consent_required', 'The person has to be asked.'));
}

async function decide(
  engine: Engine,
  request: AuthorizationRequest,
  subject: AuthenticatedSubject | undefined,
): Promise<AuthorizationDecision> {
  const { service } = request;
  const now = engine.clock();
  const resolved = await resolveRequest(engine, request, now, true);
  if (resolved instanceof OAuthError) return showError(resolved);
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  const { authorization } = verdict;
  if (request.mustPark === true || (resolved.isFetched && authorization.mayInteract)) return park(engine, resolved, authorization, now);
  const isExpected = await isExpectedPerson(engine, { service, client: resolved.client, authorization, subject });
  if (isExpected instanceof OAuthError) return sendBackError(service, authorization, isExpected);
  const openedAt = resolved.ticket?.openedAt;
  const signIn = judgeSignIn({ service, interaction: authorization, subject, isExpected, now, openedAt, isDecided: false });
  switch (signIn.verdict) {
    case 'refuse':
      return sendBackError(service, authorization, signIn.error);
    case 'sign_in':
      return authorization.mayInteract
        ? decideSignIn(engine, resolved, authorization, { sent: request.parameters, again: subject !== undefined, now })
        : sendBackError(service, authorization, signIn.error);
    case 'good':
      return authorization.mayInteract
        ? { action: 'ask', consent: toConsent(engine, service, authorization, resolved), changes: openTicket(resolved, now) }
        : decideSilently(engine, { now, service, resolved, authorization, subject: signIn.subject });
  }
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
