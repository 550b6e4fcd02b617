import { OAuthError } from '../../protocol/oauth-error.ts';
import { mayReachAcr } from '../authentication/acr-request.ts';
import { answerInvalid, showError } from '../authorize/answer-invalid.ts';
import type { SendBack, ShowError } from '../authorize/authorization-decision.ts';
import type { AuthorizationRequest, ValidAuthorization } from '../authorize/authorization-request.ts';
import { findExpectedSubs } from '../authorize/find-expected-subs.ts';
import { judgeAuthorizationRequest } from '../authorize/judge-authorization-request.ts';
import { decisionTime } from '../authorize/judge-sign-in.ts';
import { makeTicket } from '../authorize/make-ticket.ts';
import { type ResolvedRequest, resolveRequest } from '../authorize/resolve-request.ts';
import { sendBackError } from '../authorize/send-back.ts';
import { spendTicket } from '../authorize/spend-ticket.ts';
import type { EngineChange } from '../changes.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';

/** An authorization request that a front end passes on. */
export interface TicketOpening extends AuthorizationRequest {
  /** What the front end keeps with the ticket. @default nothing */
  readonly context?: string | undefined;
}

/** A good request that waits for a front end, which knows the people and asks them. */
export interface OpenedTicket {
  readonly action: 'ticket';
  /** What `issueForTicket` and `failTicket` take: good for one of them, once, within 15 minutes. */
  readonly ticket: string;
  readonly authorization: ValidAuthorization;
  /** The parameters, wherever they were, and what the client signed of them. */
  readonly request: Pick<ResolvedRequest, 'parameters' | 'requestPayload'>;
  readonly client: Client;
  /** Whom the request is about, by the id the client knows them by; undefined if it may be anybody, or several. */
  readonly expectedSub: string | undefined;
  readonly changes: readonly EngineChange[];
}

/** What becomes of an authorization request that a front end passes on. */
export type TicketDecision = OpenedTicket | SendBack | ShowError;

/**
 * Why nobody at the front end can meet a request; undefined if somebody may. A sign-in for this very request, which `max_age=0` wants, cannot be had
 * without a page.
 *
 * @see OpenID Connect Core §3.1.2.1, OpenID Connect Core Unmet Authentication Requirements §2
 */
function findImpossible(
  { requestRules }: Pick<Service, 'requestRules'>,
  { mayInteract, mustSignIn, acrRequest }: ValidAuthorization,
  expected: readonly string[] | undefined,
): OAuthError | undefined {
  if (expected?.length === 0) return new OAuthError('login_required', 'No one person is all that the request wants.');
  if (mustSignIn && !mayInteract) return new OAuthError('login_required', 'The person has to sign in for this request.');
  return acrRequest.isEssential && !mayReachAcr(requestRules.authenticationClasses, acrRequest)
    ? new OAuthError('unmet_authentication_requirements', 'None of the demanded classes can be reached here.')
    : undefined;
}

async function decideTicket(engine: Engine, { context = '', ...request }: TicketOpening): Promise<TicketDecision> {
  const { service } = request;
  const now = engine.clock();
  const resolved = await resolveRequest(engine, request, now, true);
  if (resolved instanceof OAuthError) return showError(resolved);
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  const { client } = resolved;
  if (client === undefined) return showError(new OAuthError('invalid_client', 'This application is not known here.'));
  const { authorization } = verdict;
  const expected = await findExpectedSubs(engine, service, authorization);
  if (expected instanceof OAuthError) return sendBackError(service, authorization, expected);
  const impossible = findImpossible(service, authorization, expected);
  if (impossible !== undefined) return sendBackError(service, authorization, impossible);
  const { ticket, text } = makeTicket(engine, resolved, authorization, { now, lifetime: decisionTime, openedAt: now, context });
  // A pushed request has come to its one use (RFC 9126 §4); from here on it is the ticket's.
  const changes: readonly EngineChange[] = [...spendTicket(resolved, now), { change: 'insert_authorization_ticket', ticket }];
  const expectedSub = expected?.length === 1 ? expected[0] : undefined;
  return { action: 'ticket', ticket: text, authorization, request: resolved, client, expectedSub, changes };
}

/**
 * Judges an authorization request for a front end and keeps it under a ticket. Who is signed in, and what they allow, is for the front end
 * to find out.
 *
 * @see RFC 6749 §4.1.1; seed 002, auth/authorization
 */
export async function openTicket(engine: Engine, opening: TicketOpening): Promise<TicketDecision> {
  const decision = await settle(engine, () => decideTicket(engine, opening));
  return decision.action === 'refuse' ? showError(decision.error) : decision;
}
