import { createToken } from '../../../../engine/token/create-token.ts';
import { encodeTokenResponse, formatRefreshToken } from '../../../../engine/token/encode-token-response.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';
import { formatIssued } from '../token/describe-issued.ts';
import { creationMembers, readCreation } from './creation-members.ts';
import { refusedManagement } from './refused-management.ts';

/** Codes of tokens that are made without a token request. */
export const creationCodes: ResultCodes = { area: '109', byReason: { 'the given token was used before': 'A109217' } };

/** Makes tokens without a token request. */
export const createTokenOperation: EngineOperation = serviceOperation({
  name: 'authTokenCreateApi',
  method: 'POST',
  path: '/auth/token/create',
  command: ['token management', 'create'],
  summary: 'Make tokens without a token request.',
  description: 'For grants that you run yourself, such as token exchange, and to bring tokens along from another server.',
  right: 'use_service',
  body: creationMembers,
  refusals: explainCodes(creationCodes),
  example: { grantType: 'AUTHORIZATION_CODE', clientIdentifier: 'my-client', subject: 'john', scopes: ['read'] },
  async run(call) {
    const { engine } = call.rooms;
    const { creation, options } = readCreation(call, call.body);
    const decision = await createToken(engine, creation, options);
    if (decision.action === 'refuse') return refusedManagement(creationCodes, decision.error);
    const { issued } = decision;
    const response = await encodeTokenResponse(engine, issued, engine.clock());
    const { subject, clientId } = issued;
    const client = (await engine.facts.findClient(call.service.id, clientId))?.client;
    recordClientEvent(call, 'token_created', issued, {
      grant_type: call.body.grantType,
      token_id: issued.accessToken.id,
      ...(subject === undefined ? {} : { subject }),
    });
    const refreshToken = formatRefreshToken(issued);
    return {
      body: {
        ...resultOf('A109001', 'The tokens are made.'),
        action: 'OK',
        ...formatIssued(issued, response.access_token),
        tokenType: response.token_type,
        expiresIn: response.expires_in,
        expiresAt: issued.expiresAt * 1000,
        refreshToken,
        refreshTokenScopes: refreshToken && issued.scopes,
        clientId: client?.number,
        clientIdentifier: clientId,
        subject,
        scopes: issued.scopes,
        grantType: call.body.grantType,
        properties: issued.properties,
        authorizationDetails: issued.authorizationDetails && describeDetails(issued.authorizationDetails),
        forExternalAttachment: false,
        tokenId: issued.accessToken.id,
        sessionId: creation.wanted.sessionId,
      },
    };
  },
});
