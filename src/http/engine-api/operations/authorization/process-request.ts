import Type from 'typebox';
import { openIdScope } from '../../../../engine/oidc/openid-scopes.ts';
import { type OpenedTicket, openTicket } from '../../../../engine/tickets/open-ticket.ts';
import { maxContextLength } from '../../../../engine/tickets/ticket-context.ts';
import { decodeForm, getParameter, type Parameters } from '../../../../protocol/form.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { answerAuthorization } from '../../authorization-answer.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCode, explainCodes } from '../../explanations/explain-codes.ts';
import { type RefusedResult, type Result, refusedResult, resultOf } from '../../oauth-result.ts';
import { cimdOptions, text } from '../../schemas/members.ts';
import { authorizationCodes, noParameters } from './authorization-codes.ts';
import { describeOpened } from './describe-opened.ts';
import { openedAnswer } from './opened-answer.ts';

const missing: RefusedResult = refusedResult(
  { ...authorizationCodes, byReason: { missing: noParameters } },
  new OAuthError('invalid_request', 'The member parameters is missing.', 'missing'),
);

const decode = (parameters: string): Parameters | OAuthError => {
  try {
    return decodeForm(parameters);
  } catch (error) {
    if (error instanceof OAuthError) return error;
    throw error;
  }
};

const opened = ({ authorization: { scopes } }: OpenedTicket): Result =>
  resultOf('A004001', `A ticket was issued (response_type=code, openid=${scopes.includes(openIdScope)}).`);

/** Processes an authorization request: says what to ask the person, or how to answer. */
export const processAuthorization: EngineOperation = serviceOperation({
  name: 'authAuthorizationApi',
  method: 'POST',
  path: '/auth/authorization',
  command: ['authorization', 'process-request'],
  summary: 'Process an authorization request.',
  description:
    'Takes the query or the form that a browser brought to your authorization endpoint. A good request gets a ticket: ask the person, and issue or fail it within 15 minutes.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    parameters: text('The query string or the form of the authorization request, as it came.'),
    context: Type.Optional(Type.String({ maxLength: maxContextLength, description: 'Text of yours that is kept with the ticket.' })),
    cimdOptions: Type.Optional(cimdOptions),
  }),
  withoutMember: { member: 'parameters', answer: { body: { ...missing, action: 'BAD_REQUEST' } } },
  answer: openedAnswer,
  refusals: [explainCode(noParameters), ...explainCodes(authorizationCodes)],
  example: { parameters: 'response_type=code&client_id=my-client&scope=openid', context: 'session 1' },
  async run(call) {
    const { service, body } = call;
    const parameters = decode(body.parameters);
    if (parameters instanceof OAuthError) return { body: { ...refusedResult(authorizationCodes, parameters), action: 'BAD_REQUEST' } };
    const decision = await openTicket(call.rooms.engine, { service, parameters, context: body.context, documentOptions: body.cimdOptions });
    switch (decision.action) {
      case 'ticket':
        return {
          body: {
            ...opened(decision),
            action: decision.authorization.mayInteract ? 'INTERACTION' : 'NO_INTERACTION',
            ticket: decision.ticket,
            ...describeOpened(decision, service, getParameter(parameters, 'client_id')),
          },
        };
      case 'redirect':
      case 'show_error':
        return { body: { ...(await answerAuthorization(call, decision, authorizationCodes)) } };
    }
  },
});
