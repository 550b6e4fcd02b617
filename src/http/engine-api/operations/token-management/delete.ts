import Type from 'typebox';
import { revokeTokens } from '../../../../engine/revoke/revoke-tokens.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { recordRevocation } from './record-revocation.ts';

/** Ends an access token, and what came with it. */
export const deleteToken: EngineOperation = serviceOperation({
  name: 'authTokenDeleteApi',
  method: 'DELETE',
  path: '/auth/token/delete/{accessTokenIdentifier}',
  command: ['token management', 'delete'],
  summary: 'End an access token, and its refresh token.',
  description: 'Nothing to end is no error.',
  right: 'use_service',
  params: Type.Object({ accessTokenIdentifier: Type.String({ description: 'The access token, or what lists of tokens call it.' }) }),
  example: { accessTokenIdentifier: '$ACCESS_TOKEN' },
  async run(call) {
    const { params, service, rooms } = call;
    const target = { of: 'token', token: params.accessTokenIdentifier } as const;
    recordRevocation(call, target, acceptDecision(await revokeTokens(rooms.engine, service, target)));
    return {};
  },
});
