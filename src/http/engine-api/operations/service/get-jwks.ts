import Type from 'typebox';
import { listPublishedKeys, listWholeKeys } from '../../../../engine/keys/list-published-keys.ts';
import { demandRight } from '../../authorize-manager.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { jsonAnswer } from '../../json-answer.ts';
import { recordEvent } from '../../record-event.ts';

/** The keys of a service, for its front end to publish. */
export const getServiceJwks: EngineOperation = serviceOperation({
  name: 'serviceJwksGetApi',
  method: 'GET',
  path: '/service/jwks/get',
  command: ['jwk-set-endpoint', 'get'],
  summary: 'Show the key set of a service.',
  description: 'Private keys are shown only if you ask for them, and your token may change the service.',
  right: 'use_service',
  query: Type.Object({
    includePrivateKeys: Type.Optional(Type.Boolean({ description: 'Show the private keys too.' })),
    pretty: Type.Optional(Type.Boolean({ description: 'Write it on several lines.' })),
  }),
  example: { pretty: true },
  async run(call) {
    const { service, query, token } = call;
    const { engine } = call.rooms;
    const isWhole = query.includePrivateKeys === true;
    if (isWhole) demandRight(token, 'modify_service');
    const set = isWhole ? await listWholeKeys(engine, service.id) : await listPublishedKeys(engine, service.id);
    if (isWhole) recordEvent(call, { event: 'signing_keys_shown', target: `service:${service.id}` });
    return set.keys.length === 0 ? { status: 204 } : jsonAnswer(set, query.pretty);
  },
});
