import { OAuthError } from '../../protocol/oauth-error.ts';
import { answerInvalid, showError } from '../authorize/answer-invalid.ts';
import type { SendBack, ShowError } from '../authorize/authorization-decision.ts';
import type { AuthorizationRequest, ValidAuthorization } from '../authorize/authorization-request.ts';
import { judgeAuthorizationRequest } from '../authorize/judge-authorization-request.ts';
import { decisionTime } from '../authorize/judge-sign-in.ts';
import { makeTicket } from '../authorize/make-ticket.ts';
import { resolveRequest } from '../authorize/resolve-request.ts';
import { spendTicket } from '../authorize/spend-ticket.ts';
import type { EngineChange } from '../changes.ts';
import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';

/** A good request that waits for a front end, which knows the people and asks them. */
export interface OpenedTicket {
  readonly action: 'ticket';
  /** What `issueForTicket` and `failTicket` take: good for one of them, once, within 15 minutes. */
  readonly ticket: string;
  readonly authorization: ValidAuthorization;
  readonly client: Client;
  readonly changes: readonly EngineChange[];
}

/** What becomes of an authorization request that a front end passes on. */
export type TicketDecision = OpenedTicket | SendBack | ShowError;

async function decideTicket(engine: Engine, request: AuthorizationRequest): Promise<TicketDecision> {
  const { service } = request;
  const now = engine.clock();
  const resolved = await resolveRequest(engine, request, now, true);
  if (resolved instanceof OAuthError) return showError(resolved);
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  const { client } = resolved;
  if (client === undefined) return showError(new OAuthError('invalid_client', 'This application is not known here.'));
  const { authorization } = verdict;
  const { ticket, requestUri } = makeTicket(engine, resolved, authorization, { now, lifetime: decisionTime, openedAt: now });
  // A pushed request has come to its one use (RFC 9126 §4); from here on it is the ticket's.
  const changes: readonly EngineChange[] = [...spendTicket(resolved, now), { change: 'insert_authorization_ticket', ticket }];
  return { action: 'ticket', ticket: requestUri, authorization, client, changes };
}

/**
 * Judges an authorization request for a front end and keeps it under a ticket. Who is signed in, and what they allow, is for the front end
 * to find out.
 *
 * @see RFC 6749 §4.1.1; seed 002, auth/authorization
 */
export async function openTicket(engine: Engine, request: AuthorizationRequest): Promise<TicketDecision> {
  const decision = await settle(engine, () => decideTicket(engine, request));
  return decision.action === 'refuse' ? showError(decision.error) : decision;
}
