import { OAuthError, type OAuthErrorCode } from '../../protocol/oauth-error.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { readTicket } from './token-ticket.ts';

/** Why a front end lets a password request fail, by seed 002's names. */
export type PasswordFailReason =
  | 'UNKNOWN'
  | 'INVALID_RESOURCE_OWNER_CREDENTIALS'
  | 'INVALID_TARGET'
  | 'INVALID_CLIENT'
  | 'UNAUTHORIZED_CLIENT'
  | 'INVALID_SCOPE';

/** What the client is told of each. */
export const passwordFailReasons: Readonly<Record<PasswordFailReason, readonly [code: OAuthErrorCode, description: string]>> = {
  UNKNOWN: ['server_error', 'The request failed.'],
  INVALID_RESOURCE_OWNER_CREDENTIALS: ['invalid_request', 'The name or the password is wrong.'],
  INVALID_TARGET: ['invalid_target', 'The resource is not one the client may ask for.'],
  INVALID_CLIENT: ['invalid_client', 'Client authentication failed.'],
  UNAUTHORIZED_CLIENT: ['unauthorized_client', 'This client may not ask.'],
  INVALID_SCOPE: ['invalid_scope', 'The scope is not one the client may ask for.'],
};

/** A password that came to nothing at a front end. */
export interface PasswordFailure {
  readonly service: Pick<Service, 'id'>;
  readonly ticket: string;
  readonly reason: PasswordFailReason;
}

/**
 * Uses the ticket of a password request up.
 *
 * @returns what the client is told; `isTicketGood` is false if there is no such ticket, and then it is the front end's mistake.
 * @see seed 002, auth/token/fail
 */
export async function failPassword(
  engine: Engine,
  { service, ticket, reason }: PasswordFailure,
): Promise<{ readonly isTicketGood: boolean; readonly error: OAuthError }> {
  let isTicketGood = false;
  const { error } = await settle(engine, async (): Promise<Refusal> => {
    const presented = await readTicket(engine, service.id, ticket, engine.clock());
    isTicketGood = presented !== undefined && !(await engine.facts.isMarked(presented.mark));
    if (presented === undefined || !isTicketGood)
      return refuse(new OAuthError('server_error', 'The ticket was used already, has expired, or was never made.', 'unusable ticket'));
    const [code, description] = passwordFailReasons[reason];
    return refuse(new OAuthError(code, description, reason), [{ change: 'mark_used', mark: presented.mark }]);
  });
  return { isTicketGood, error };
}
