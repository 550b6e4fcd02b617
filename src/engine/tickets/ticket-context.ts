import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { findLiveTicket } from './find-live-ticket.ts';

/** What a front end keeps with a request that waits for it. */
export interface TicketContext {
  readonly action: 'context';
  /** Empty if nothing. */
  readonly context: string;
  readonly changes: readonly EngineChange[];
}

/** Letters of the longest context: what is kept of it is not ours. */
export const maxContextLength = 65_535;

/** Tells what a front end keeps with a ticket; refuses a ticket that cannot be used (any more). */
export async function readTicketContext(
  engine: Pick<Engine, 'facts' | 'sha256' | 'clock'>,
  service: Pick<Service, 'id'>,
  ticket: string,
): Promise<TicketContext | Refusal> {
  const found = await findLiveTicket(engine, service, ticket, engine.clock());
  return found instanceof OAuthError ? refuse(found) : { action: 'context', context: found.context, changes: [] };
}

/** Keeps something else with a ticket, in place of what was; refuses a ticket that cannot be used (any more). */
export const updateTicketContext = (
  engine: Pick<Engine, 'facts' | 'sha256' | 'clock' | 'commit'>,
  service: Pick<Service, 'id'>,
  ticket: string,
  context: string,
): Promise<TicketContext | Refusal> =>
  settle(engine, async () => {
    const found = await findLiveTicket(engine, service, ticket, engine.clock());
    if (found instanceof OAuthError) return refuse(found);
    return { action: 'context', context, changes: [{ change: 'update_ticket_context', ticketId: found.id, context }] };
  });
