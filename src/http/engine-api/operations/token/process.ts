import Type from 'typebox';
import { delegateTokenRequest, isDelegated } from '../../../../engine/delegation/delegate-token-request.ts';
import { refreshToken } from '../../../../engine/grants/refresh-token.ts';
import { encodeTokenResponse } from '../../../../engine/token/encode-token-response.ts';
import { processTokenRequest } from '../../../../engine/token/process-token-request.ts';
import { getParameter } from '../../../../protocol/form.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { recordRefusal } from '../../../oauth/record-refusal.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { refusalAction, refusedResult, resultOf } from '../../oauth-result.ts';
import { type Offers, offersOf } from '../../offers.ts';
import { readClientCall } from '../../read-client-call.ts';
import { readOptions } from '../../read-token-options.ts';
import { clientMembers, proofMembers } from '../../schemas/client-members.ts';
import { cimdOptions } from '../../schemas/members.ts';
import { clientAuthMethodWords, grantTypeWords } from '../../schemas/words.ts';
import { attributesOf } from './attributes-of.ts';
import { describeDelegation } from './describe-delegation.ts';
import { describeClient, describeIssued, describeKeptRefreshToken, idTokenMembers, isRepeated } from './describe-issued.ts';
import { optionMembers } from './option-members.ts';
import { delegatedCode, issuedCode, tokenCodes } from './token-codes.ts';

const refused = (error: OAuthError, offers: Offers): EngineAnswer => ({
  body: { ...refusedResult(tokenCodes, error), action: refusalAction(error, 'INVALID_CLIENT'), ...offers },
});

/** Processes a token request: says what the front end should answer, and what was issued. */
export const processToken: EngineOperation = serviceOperation({
  name: 'authTokenApi',
  method: 'POST',
  path: '/auth/token',
  command: ['token', 'process'],
  summary: 'Process a token request.',
  description: 'Takes the form that a client sent to your token endpoint, and says what to answer.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    ...clientMembers,
    ...proofMembers,
    ...optionMembers,
    cimdOptions: Type.Optional(cimdOptions),
  }),
  refusals: explainCodes(tokenCodes),
  example: { parameters: 'grant_type=client_credentials&scope=read', clientId: 'my-client', clientSecret: 'my-secret' },
  async run(call) {
    const { rooms, service, body } = call;
    const { engine } = rooms;
    const offers = offersOf(call);
    const request = readClientCall(call, '/oauth2/token');
    if (request instanceof OAuthError) return refused(request, offers);
    const options = readOptions(body);
    const grantType = getParameter(request.parameters, 'grant_type') ?? '';
    const named = body.clientId === undefined ? getParameter(request.parameters, 'client_id') : String(body.clientId);
    const asked = { grantType: grantTypeWords.toWord(grantType), resources: request.parameters.get('resource'), ...offers };

    if (isDelegated(request)) {
      const decision = await delegateTokenRequest(engine, request, options);
      if (decision.action === 'refuse') return refused(decision.error, offers);
      const { client, scopes, clientAuthMethod } = decision;
      return {
        body: {
          ...resultOf(delegatedCode(grantType), 'The request is in good form: judge what it brings.'),
          ...(await describeDelegation(engine, service, decision)),
          ...describeClient(client, named),
          scopes,
          clientAuthMethod: clientAuthMethodWords.toWord(clientAuthMethod),
          ...attributesOf(service, client),
          ...asked,
        },
      };
    }

    const decision = await processTokenRequest(engine, request, options);
    if (decision.action === 'refuse') {
      recordRefusal(rooms.identity.audit, decision, request.parameters, call.request);
      return refused(decision.error, offers);
    }
    const { issued, clientAuthMethod } = decision;
    const found = await engine.facts.findClient(service.id, issued.clientId);
    if (found === undefined) return refused(new OAuthError('invalid_client', 'Client authentication failed.', 'deleted meanwhile'), offers);
    const response = await encodeTokenResponse(engine, issued, engine.clock());
    const isReissuable = grantType === refreshToken.name && service.tokenRules.idTokenReissuable && response.id_token !== undefined;
    return {
      body: {
        ...resultOf(issuedCode(grantType), 'The token request was processed.'),
        action: isReissuable ? 'ID_TOKEN_REISSUABLE' : 'OK',
        responseContent: JSON.stringify(response),
        ...describeIssued(issued, response, decision.changes),
        ...(grantType === refreshToken.name
          ? await describeKeptRefreshToken(engine, issued, decision.changes, request.parameters.has('scope'))
          : {}),
        ...idTokenMembers(issued, response.id_token),
        previousRefreshTokenUsed: isRepeated(issued, decision.changes) ? true : undefined,
        ...describeClient(found.client, named),
        clientAuthMethod: clientAuthMethod && clientAuthMethodWords.toWord(clientAuthMethod),
        ...attributesOf(service, found.client),
        ...asked,
      },
    };
  },
});
