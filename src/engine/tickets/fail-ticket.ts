import { OAuthError } from '../../protocol/oauth-error.ts';
import { showError } from '../authorize/answer-invalid.ts';
import type { AuthorizationOutcome } from '../authorize/authorization-decision.ts';
import { sendBackError } from '../authorize/send-back.ts';
import { spendTicket } from '../authorize/spend-ticket.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type FailReason, failReasons } from './fail-reasons.ts';
import { resolveTicket } from './resolve-ticket.ts';

/** A request that came to nothing at a front end. */
export interface TicketFailure {
  readonly service: Service;
  readonly ticket: string;
  readonly reason: FailReason;
  /** Instead of our words; undefined or empty: those. */
  readonly description?: string | undefined;
}

async function decideFailure(engine: Engine, { service, ticket, reason, description }: TicketFailure): Promise<AuthorizationOutcome> {
  const now = engine.clock();
  const request = await resolveTicket(engine, service, ticket, now);
  if ('action' in request) return request;
  const [code, words] = failReasons[reason];
  const error = new OAuthError(code, description === undefined || description === '' ? words : description, reason);
  return { ...sendBackError(service, request.authorization, error), changes: spendTicket(request.resolved, now) };
}

/**
 * Takes an error back to the client, and uses the ticket up.
 *
 * @see RFC 6749 §4.1.2.1; seed 002, auth/authorization/fail
 */
export async function failTicket(engine: Engine, failure: TicketFailure): Promise<AuthorizationOutcome> {
  const decision = await settle(engine, () => decideFailure(engine, failure));
  return decision.action === 'refuse' ? showError(decision.error) : decision;
}
