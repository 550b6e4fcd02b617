import Type from 'typebox';
import { maxContextLength, updateTicketContext } from '../../../../engine/tickets/ticket-context.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { resultCodeOf } from '../../result-codes.ts';
import { text } from '../../schemas/members.ts';
import { resultMembers } from '../../schemas/result.ts';
import { ticketUpdateCodes } from '../authorization/authorization-codes.ts';

const context = Type.String({ maxLength: maxContextLength, description: 'Text of yours that is kept with the ticket.' });

const info = Type.Union([Type.Object({ context: Type.Optional(context) }), context], { description: 'What is kept from now on.' });

/** Keeps something else with a ticket. */
export const updateTicket: EngineOperation = serviceOperation({
  name: 'authAuthorizationTicketUpdateApi',
  method: 'POST',
  path: '/auth/authorization/ticket/update',
  command: ['authorization management', 'update-ticket'],
  summary: 'Change what you keep with a ticket.',
  description: 'Write `info` as `{"context":…}`, or as the text alone: the answer has it as you wrote it.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    ticket: text('The ticket of an authorization request.'),
    info,
  }),
  answer: Type.Object({ ...resultMembers, action: Type.Enum(['OK', 'NOT_FOUND', 'AUTHLETE_ERROR']), info: Type.Optional(info) }),
  refusals: explainCodes(ticketUpdateCodes),
  example: { ticket: '$TICKET', info: { context: 'session 2' } },
  async run({ service, body, rooms }) {
    const written = typeof body.info === 'string' ? body.info : (body.info.context ?? '');
    const kept = await updateTicketContext(rooms.engine, service, body.ticket, written);
    if (kept.action === 'context') return { body: { ...resultOf('A391001', 'The context was changed.'), action: 'OK', info: body.info } };
    const { error } = kept;
    const action = error.status >= 500 ? 'AUTHLETE_ERROR' : 'NOT_FOUND';
    return { body: { ...resultOf(resultCodeOf(ticketUpdateCodes, error), error.message), action } };
  },
});
