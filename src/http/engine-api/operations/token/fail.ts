import Type from 'typebox';
import { failPassword, type PasswordFailReason, passwordFailReasons } from '../../../../engine/delegation/fail-password.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { refusedResult } from '../../oauth-result.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { text } from '../../schemas/members.ts';

const codes: ResultCodes = {
  area: '067',
  byReason: { INVALID_RESOURCE_OWNER_CREDENTIALS: 'A067301', 'unusable ticket': 'A067201' },
};

/** Ends a request for tokens whose password is wrong. */
export const failToken: EngineOperation = serviceOperation({
  name: 'authTokenFailApi',
  method: 'POST',
  path: '/auth/token/fail',
  command: ['token', 'fail'],
  summary: 'Refuse tokens for a password that is wrong.',
  description: 'After `token process` has asked for it by the action `PASSWORD`. Makes the answer for the client.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    ticket: text('The ticket; it is good once.'),
    reason: Type.Unsafe<PasswordFailReason>(Type.Enum(Object.keys(passwordFailReasons), { description: 'Why not.' })),
  }),
  refusals: explainCodes(codes),
  example: { ticket: '$TOKEN_TICKET', reason: 'INVALID_RESOURCE_OWNER_CREDENTIALS' },
  async run({ body, service, rooms: { engine } }) {
    const { error, isTicketGood } = await failPassword(engine, { service, ...body });
    const isOurs = !isTicketGood || error.status >= 500;
    return { body: { ...refusedResult(codes, error), action: isOurs ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST' } };
  },
});
