import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { ResolvedRequest } from './resolve-request.ts';

/** The write that uses a `request_uri` up, if there is one: a decision in parallel finds a conflict (RFC 9126 §4). */
export const spendTicket = ({ ticket }: Pick<ResolvedRequest, 'ticket'>, now: EpochSeconds): readonly EngineChange[] =>
  ticket === undefined ? [] : [{ change: 'use_authorization_ticket', ticketId: ticket.id, at: now }];
