import Type, { type TUnsafe } from 'typebox';
import { type FailReason, failReasons } from '../../../../engine/tickets/fail-reasons.ts';
import { failTicket } from '../../../../engine/tickets/fail-ticket.ts';
import { answerAuthorization, authorizationAnswerMembers } from '../../authorization-answer.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { optionalText, text } from '../../schemas/members.ts';
import { failCodes } from './authorization-codes.ts';

const reason: TUnsafe<FailReason> = Type.Unsafe<FailReason>(Type.Enum(Object.keys(failReasons), { description: 'Why it failed.' }));

/** Answers an authorization request that came to nothing. */
export const failAuthorization: EngineOperation = serviceOperation({
  name: 'authAuthorizationFailApi',
  method: 'POST',
  path: '/auth/authorization/fail',
  command: ['authorization', 'fail'],
  summary: 'Answer an authorization request with an error.',
  description: 'The person denies, cannot be asked, or is not who the request wants. The client is told in the way it asked for.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    ticket: text('The ticket of the request.'),
    reason,
    description: optionalText('What the client is told, in place of our words.'),
  }),
  answer: Type.Object({ ...authorizationAnswerMembers }),
  refusals: explainCodes(failCodes),
  example: { ticket: '$TICKET', reason: 'DENIED' },
  async run(call) {
    const { service, body, rooms } = call;
    const decision = await failTicket(rooms.engine, { service, ...body });
    return { body: { ...(await answerAuthorization(call, decision, failCodes)) } };
  },
});
