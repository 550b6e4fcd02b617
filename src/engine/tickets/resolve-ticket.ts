import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { answerInvalid, showError } from '../authorize/answer-invalid.ts';
import type { AuthorizationOutcome } from '../authorize/authorization-decision.ts';
import type { ValidAuthorization } from '../authorize/authorization-request.ts';
import { judgeAuthorizationRequest } from '../authorize/judge-authorization-request.ts';
import { findPresentedTicket } from '../authorize/request-uri.ts';
import { type ResolvedRequest, resolveRequest } from '../authorize/resolve-request.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';

/** The request behind a ticket, judged again: what it stands on may have changed since. */
export interface TicketRequest {
  readonly resolved: ResolvedRequest & { readonly client: Client };
  readonly authorization: ValidAuthorization;
}

const unusable = (reason: string): AuthorizationOutcome =>
  showError(new OAuthError('invalid_request', 'The ticket was used already, has expired, or was never made.', reason));

/**
 * Finds the request behind a ticket.
 *
 * @returns what is to be answered instead, if the ticket cannot be used or the request is not good any more.
 */
export async function resolveTicket(
  engine: Engine,
  service: Service,
  ticket: string,
  now: EpochSeconds,
): Promise<TicketRequest | AuthorizationOutcome> {
  const found = await findPresentedTicket(engine, ticket);
  if (found === undefined) return unusable('unknown ticket or wrong secret');
  const parameters = new Map([
    ['client_id', [String(found.clientNumber)]],
    ['request_uri', [ticket]],
  ]);
  const resolved = await resolveRequest(engine, { service, parameters }, now);
  if (resolved instanceof OAuthError) return unusable(resolved.reason);
  const { client } = resolved;
  if (client === undefined) return unusable('client deleted');
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  return { resolved: { ...resolved, client }, authorization: verdict.authorization };
}
