import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { answerInvalid, showError } from '../authorize/answer-invalid.ts';
import type { AuthorizationOutcome } from '../authorize/authorization-decision.ts';
import type { ValidAuthorization } from '../authorize/authorization-request.ts';
import { judgeAuthorizationRequest } from '../authorize/judge-authorization-request.ts';
import { type ResolvedRequest, restoreRequest } from '../authorize/resolve-request.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { findLiveTicket } from './find-live-ticket.ts';

/** The request behind a ticket, judged again: what it stands on may have changed since. */
export interface TicketRequest {
  readonly resolved: ResolvedRequest & { readonly client: Client };
  readonly authorization: ValidAuthorization;
  /** What the front end keeps with it; empty if nothing. */
  readonly context: string;
}

/**
 * Finds the request behind a ticket.
 *
 * @returns what is to be answered instead, if the ticket cannot be used or the request is not good any more.
 */
export async function resolveTicket(
  engine: Engine,
  service: Service,
  text: string,
  now: EpochSeconds,
): Promise<TicketRequest | AuthorizationOutcome> {
  const ticket = await findLiveTicket(engine, service, text, now);
  if (ticket instanceof OAuthError) return showError(ticket);
  const client = (await engine.facts.findClient(service.id, String(ticket.clientNumber)))?.client;
  if (client === undefined) return showError(new OAuthError('invalid_request', 'The client was deleted meanwhile.', 'client deleted'));
  const resolved = restoreRequest(ticket, client);
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  return { resolved, authorization: verdict.authorization, context: ticket.context };
}
