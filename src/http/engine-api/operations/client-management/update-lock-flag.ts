import Type from 'typebox';
import { lockClient } from '../../../../engine/clients/lock-client.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdentifierParams } from '../../schemas/client-call.ts';
import { resultAnswer } from '../../schemas/result.ts';

/** Locks or unlocks a client. */
export const updateLockFlag: EngineOperation = serviceOperation({
  name: 'clientFlagUpdateApi',
  method: 'POST',
  path: '/client/lock_flag/update/{clientIdentifier}',
  command: ['client management', 'update-lock-flag'],
  summary: 'Lock or unlock a client.',
  description: 'A locked client is refused everywhere, and its tokens are dead until it is unlocked. Every node knows within a second.',
  right: 'modify_client',
  takesForms: true,
  params: clientIdentifierParams,
  body: Type.Object({ clientLocked: Type.Boolean({ description: 'Whether it is to be locked.' }) }),
  answer: resultAnswer,
  example: { clientIdentifier: 'my-client', clientLocked: true },
  async run(call) {
    const { params, body, service, rooms } = call;
    const { clientLocked: isLocked } = body;
    const { client } = acceptDecision(await lockClient(rooms.engine, { service, clientId: params.clientIdentifier, isLocked }));
    recordClientEvent(call, isLocked ? 'app_locked' : 'app_unlocked', client);
    return { body: { ...resultOf('A151001', isLocked ? 'The client is locked.' : 'The client is not locked.') } };
  },
});
