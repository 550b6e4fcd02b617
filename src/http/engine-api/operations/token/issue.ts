import Type from 'typebox';
import { issueForPassword } from '../../../../engine/delegation/issue-for-password.ts';
import { encodeTokenResponse } from '../../../../engine/token/encode-token-response.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { refusedResult, resultOf } from '../../oauth-result.ts';
import { readOptions } from '../../read-token-options.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { text } from '../../schemas/members.ts';
import { attributesOf } from './attributes-of.ts';
import { describeClient, describeIssued, idTokenMembers } from './describe-issued.ts';
import { optionMembers } from './option-members.ts';

const codes: ResultCodes = { area: '054', byReason: { 'unknown or expired ticket': 'A054201', 'ticket used': 'A054202' } };

/** Issues the tokens that a client asked for with a password. */
export const issueToken: EngineOperation = serviceOperation({
  name: 'authTokenIssueApi',
  method: 'POST',
  path: '/auth/token/issue',
  command: ['token', 'issue'],
  summary: 'Issue tokens for a password that is right.',
  description: 'After `token process` has asked for it by the action `PASSWORD`.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    ticket: text('The ticket; it is good once.'),
    subject: text('Whose password it is.'),
    ...optionMembers,
  }),
  refusals: explainCodes(codes),
  example: { ticket: '$TOKEN_TICKET', subject: 'john' },
  async run({ body, service, rooms: { engine } }) {
    const { ticket, subject } = body;
    const decision = await issueForPassword(engine, { service, ticket, subject }, readOptions(body));
    // Whatever is wrong here is the front end's mistake: its client is told of a fault on the server's side.
    if (decision.action === 'refuse') return { body: { ...refusedResult(codes, decision.error), action: 'INTERNAL_SERVER_ERROR' } };
    const { issued, changes } = decision;
    const response = await encodeTokenResponse(engine, issued, engine.clock());
    const client = (await engine.facts.findClient(service.id, issued.clientId))?.client;
    return {
      body: {
        ...resultOf('A054001', 'The tokens are issued.'),
        action: 'OK',
        responseContent: JSON.stringify(response),
        ...describeIssued(issued, response, changes),
        ...idTokenMembers(issued, response.id_token),
        ...(client && describeClient(client, client.clientId)),
        ...attributesOf(service, client),
      },
    };
  },
});
