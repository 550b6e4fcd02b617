import Type from 'typebox';
import { revoke } from '../../../../engine/revoke/revoke.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { refusalAction, refusedResult, resultOf } from '../../oauth-result.ts';
import { readClientCall } from '../../read-client-call.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { clientMembers } from '../../schemas/client-members.ts';

const codes: ResultCodes = { area: '113', byReason: { 'The parameter client_id is missing.': 'A116302' } };

const refused = (error: OAuthError): EngineAnswer => ({
  body: { ...refusedResult(codes, error), action: refusalAction(error, 'INVALID_CLIENT') },
});

/** Processes a revocation request. */
export const processRevocation: EngineOperation = serviceOperation({
  name: 'authRevocationApi',
  method: 'POST',
  path: '/auth/revocation',
  command: ['revocation', 'process'],
  summary: 'Process a token revocation request.',
  description: 'Takes the form that a client sent to your revocation endpoint. An unknown token is no error (RFC 7009 §2.2).',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({ ...clientMembers }),
  refusals: explainCodes(codes),
  example: { parameters: 'token=$ACCESS_TOKEN', clientId: 'my-client', clientSecret: 'my-secret' },
  async run(call) {
    const request = readClientCall(call, '/oauth2/revoke');
    if (request instanceof OAuthError) return refused(request);
    const decision = await revoke(call.rooms.engine, request);
    if (decision.action === 'refuse') return refused(decision.error);
    return { body: { ...resultOf('A113001', 'The token is revoked, if there was one.'), action: 'OK' } };
  },
});
