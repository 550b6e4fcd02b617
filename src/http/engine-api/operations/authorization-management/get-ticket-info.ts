import Type from 'typebox';
import { readTicketContext } from '../../../../engine/tickets/ticket-context.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { resultCodeOf } from '../../result-codes.ts';
import { text } from '../../schemas/members.ts';
import { resultMembers } from '../../schemas/result.ts';
import { ticketInfoCodes } from '../authorization/authorization-codes.ts';

/** Tells what a front end keeps with a ticket. */
export const getTicketInfo: EngineOperation = serviceOperation({
  name: 'authAuthorizationTicketInfoApi',
  method: 'POST',
  path: '/auth/authorization/ticket/info',
  command: ['authorization management', 'get-ticket-info'],
  summary: 'Tell what you keep with a ticket.',
  description: 'The context that came with the authorization request, or was written since. A ticket that was used is not found.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({ ticket: text('The ticket of an authorization request.') }),
  answer: Type.Object({
    ...resultMembers,
    action: Type.Enum(['OK', 'NOT_FOUND']),
    info: Type.Optional(Type.Object({ context: Type.Optional(Type.String()) })),
  }),
  refusals: explainCodes(ticketInfoCodes),
  example: { ticket: '$TICKET' },
  async run({ service, body, rooms }) {
    const found = await readTicketContext(rooms.engine, service, body.ticket);
    if (found.action === 'refuse') {
      return { body: { ...resultOf(resultCodeOf(ticketInfoCodes, found.error), found.error.message), action: 'NOT_FOUND' } };
    }
    const { context } = found;
    return { body: { ...resultOf('A390001', 'The ticket waits.'), action: 'OK', info: context === '' ? {} : { context } } };
  },
});
