import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { answerInvalid, showError } from './answer-invalid.ts';
import type { AuthorizationOutcome } from './authorization-decision.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { resolveRequest } from './resolve-request.ts';
import { sendBackError } from './send-back.ts';
import { spendTicket } from './spend-ticket.ts';

/** The person said “no” (RFC 6749 §4.1.2.1). */
export const denied = (): OAuthError => new OAuthError('access_denied', 'The request was denied.');

async function decideDenial(engine: Engine, request: AuthorizationRequest): Promise<AuthorizationOutcome> {
  const { service } = request;
  const now = engine.clock();
  const resolved = await resolveRequest(engine, request, now);
  if (resolved instanceof OAuthError) return showError(resolved);
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  return { ...sendBackError(service, verdict.authorization, denied()), changes: spendTicket(resolved, now) };
}

/** Takes a person's “no” back to the client. A `request_uri` is used up by it. */
export async function denyAuthorization(engine: Engine, request: AuthorizationRequest): Promise<AuthorizationOutcome> {
  const decision = await settle(engine, () => decideDenial(engine, request));
  return decision.action === 'refuse' ? showError(decision.error) : decision;
}
