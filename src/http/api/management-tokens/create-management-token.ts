import Type from 'typebox';
import { createManagementToken as create } from '../../../identity/management-tokens/create-management-token.ts';
import { accessRights } from '../../../identity/model/access-right.ts';
import { refuse } from '../../../identity/refusal.ts';
import { actorOf } from '../actor.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeManagementToken, managementTokenBody } from './management-token-body.ts';

/** Makes a token of the engine API. */
export const createManagementToken: Operation = defineOperation({
  name: 'createManagementToken',
  method: 'POST',
  path: '/api/v2/management-tokens',
  tag: 'Management tokens',
  summary: 'Make a token of the engine API: for one service, or for all.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  body: Type.Object(
    {
      name: Type.String({ description: '1–64 characters.' }),
      service_id: Type.Optional(Type.Integer({ description: 'The service it opens; all of them if left out.' })),
      rights: Type.Optional(
        Type.Array(Type.Enum([...accessRights]), { description: 'What it is good for; what is usual for its kind if left out.' }),
      ),
    },
    { $id: 'ManagementTokenInput' },
  ),
  answers: {
    201: {
      description: 'The token. `key` is shown this once.',
      body: Type.Object({ key: Type.String(), token: managementTokenBody }),
    },
  },
  async run({ body, caller, request, rooms: { engine, identity } }) {
    const { name, service_id: serviceId, rights } = body;
    if (serviceId !== undefined && (await engine.facts.findService(serviceId)) === undefined)
      throw identityRefused(refuse('invalid', 'There is no such service.', { field: 'service_id' }));
    const decision = await create(identity, { name, serviceId, rights });
    if (decision.action === 'refuse') throw identityRefused(decision);
    const { managementToken } = decision;
    identity.audit.record({
      event: 'management_token_created',
      ...actorOf(caller, request),
      target: `management_token:${managementToken.id}`,
      details: { name: managementToken.name, ...(serviceId === undefined ? {} : { service: String(serviceId) }) },
    });
    return { status: 201, body: { key: decision.token.reveal(), token: encodeManagementToken(managementToken) } };
  },
});
