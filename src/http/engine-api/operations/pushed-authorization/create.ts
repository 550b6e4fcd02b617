import Type from 'typebox';
import { pushAuthorizationRequest } from '../../../../engine/authorize/push-request.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { refusalAction, refusedResult, resultOf } from '../../oauth-result.ts';
import { type Offers, offersOf } from '../../offers.ts';
import { readClientCall } from '../../read-client-call.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { clientMembers, proofMembers } from '../../schemas/client-members.ts';
import { clientAuthMethodWords } from '../../schemas/words.ts';
import { authorizationCodes } from '../authorization/authorization-codes.ts';

const codes: ResultCodes = {
  ...authorizationCodes,
  area: '245',
  byReason: { ...authorizationCodes.byReason, 'A request_uri cannot be pushed.': 'A245301', 'too large': 'A245313' },
};

const refused = (error: OAuthError, offers: Offers): EngineAnswer => ({
  body: { ...refusedResult(codes, error), action: refusalAction(error, 'UNAUTHORIZED'), ...offers },
});

/** Bytes of the largest request, as at our own endpoint (RFC 9126 §2.3 has 413 for larger ones). */
const maxRequestBytes = 64 * 1024;

const tooLarge = new OAuthError('invalid_request', `The request is larger than ${maxRequestBytes} bytes.`, 'too large');

/** Processes a pushed authorization request. */
export const pushAuthorization: EngineOperation = serviceOperation({
  name: 'pushedAuthReqApi',
  method: 'POST',
  path: '/pushed_auth_req',
  command: ['pushed-authorization', 'create'],
  summary: 'Process a pushed authorization request.',
  description: 'Takes the form that a client sent to your pushed authorization request endpoint (RFC 9126), and makes a request_uri.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({ ...clientMembers, ...proofMembers }),
  refusals: explainCodes(codes),
  example: { parameters: 'response_type=code&scope=read', clientId: 'my-client', clientSecret: 'my-secret' },
  async run(call) {
    const offers = offersOf(call);
    if (Buffer.byteLength(call.body.parameters) > maxRequestBytes) {
      return { body: { ...refusedResult(codes, tooLarge), action: 'PAYLOAD_TOO_LARGE', ...offers } };
    }
    const request = readClientCall(call, '/oauth2/par');
    if (request instanceof OAuthError) return refused(request, offers);
    const decision = await pushAuthorizationRequest(call.rooms.engine, request);
    if (decision.action === 'refuse') return refused(decision.error, offers);
    const { requestUri, expiresIn, authMethod } = decision;
    return {
      body: {
        ...resultOf('A245001', 'The authorization request is kept.'),
        action: 'CREATED',
        requestUri,
        clientAuthMethod: clientAuthMethodWords.toWord(authMethod),
        responseContent: JSON.stringify({ expires_in: expiresIn, request_uri: requestUri }),
        ...offers,
      },
    };
  },
});
