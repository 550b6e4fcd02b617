import Type from 'typebox';
import { pushAuthorizationRequest } from '../../../../engine/authorize/push-request.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { refusalAction, refusedResult, resultOf } from '../../oauth-result.ts';
import { type Offers, offersOf } from '../../offers.ts';
import { readClientCall } from '../../read-client-call.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { clientMembers, proofMembers } from '../../schemas/client-members.ts';

const codes: ResultCodes = { area: '245', byReason: {} };

const refused = (error: OAuthError, offers: Offers): EngineAnswer => ({
  body: { ...refusedResult(codes, error), action: refusalAction(error, 'UNAUTHORIZED'), ...offers },
});

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
  example: { parameters: 'response_type=code&client_id=my-client&redirect_uri=…', clientId: 'my-client', clientSecret: 'my-secret' },
  async run(call) {
    const offers = offersOf(call);
    const request = readClientCall(call, '/oauth2/par');
    if (request instanceof OAuthError) return refused(request, offers);
    const decision = await pushAuthorizationRequest(call.rooms.engine, request);
    if (decision.action === 'refuse') return refused(decision.error, offers);
    const { requestUri, expiresIn } = decision;
    return {
      body: {
        ...resultOf('A245001', 'The authorization request is kept.'),
        action: 'CREATED',
        requestUri,
        responseContent: JSON.stringify({ expires_in: expiresIn, request_uri: requestUri }),
        ...offers,
      },
    };
  },
});
