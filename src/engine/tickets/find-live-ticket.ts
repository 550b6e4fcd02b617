import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findTicket } from '../authorize/request-uri.ts';
import type { AuthorizationTicket } from '../model/authorization-ticket.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';

/** A ticket that waits for a front end, which keeps something with it. */
export type FrontEndTicket = AuthorizationTicket & { readonly context: string };

const unusable = (reason: string): OAuthError =>
  new OAuthError('invalid_request', 'The ticket was used already, has expired, or was never made.', reason);

const isOfFrontEnd = (ticket: AuthorizationTicket): ticket is FrontEndTicket => ticket.context !== undefined;

/**
 * Finds a ticket that a front end may still use. What a client pushed, or a browser of ours brought, is no front end's.
 *
 * @returns `invalid_request` if it cannot be used; the reason says why.
 */
export async function findLiveTicket(
  engine: Pick<Engine, 'facts' | 'sha256'>,
  service: Pick<Service, 'id'>,
  text: string,
  now: EpochSeconds,
): Promise<FrontEndTicket | OAuthError> {
  const ticket = await findTicket(engine, text);
  if (ticket === undefined) return unusable('unknown ticket or wrong secret');
  if (ticket.serviceId !== service.id) return unusable('ticket of another service');
  if (!isOfFrontEnd(ticket)) return unusable('no ticket of a front end');
  if (ticket.usedAt !== undefined) return unusable('ticket used before');
  return ticket.expiresAt <= now ? unusable('ticket expired') : ticket;
}
