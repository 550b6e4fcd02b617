import { ownAlgorithm } from '../../../../engine/keys/signing-algorithms.ts';
import { openIdScopes } from '../../../../engine/oidc/openid-scopes.ts';
import { createService as create, defaultServiceSettings, type ServiceInput } from '../../../../engine/services/create-service.ts';
import { serviceUrl } from '../../../oauth/service-url.ts';
import { CallerError } from '../../caller-error.ts';
import { deploymentOperation, type EngineOperation } from '../../engine-operation.ts';
import { readJwks } from '../../read-jwks.ts';
import { recordEvent } from '../../record-event.ts';
import { describeServiceObject, rejectedService, type ServiceBody, serviceSchema, writeService } from '../../service-object.ts';

/** Makes a service, with a key to sign with. */
export const createService: EngineOperation = deploymentOperation({
  name: 'serviceCreateApi',
  method: 'POST',
  path: '/service/create',
  command: ['service', 'create'],
  summary: 'Make a service.',
  description: 'It has an issuer, clients, keys and tokens of its own. Members you leave out get what is usual here.',
  right: 'create_service',
  body: serviceSchema,
  answer: serviceSchema,
  example: { serviceName: 'Payments', supportedScopes: [{ name: 'payments', description: 'Make payments' }] },
  async run(call) {
    const { rooms, body } = call;
    const { engine, makeSigningKey } = rooms;
    const keys = readJwks(rooms, (body as ServiceBody).jwks);
    const settings = (id: number): ServiceInput => {
      const issuer = serviceUrl(rooms, { id });
      const start = { ...defaultServiceSettings, id, name: `Service ${id}`, issuer, scopes: openIdScopes };
      return writeService(body as ServiceBody, start); // the schema says that it is an object
    };
    const made = await create(engine, settings, keys);
    if (!('action' in made)) {
      await makeSigningKey(made.id, ownAlgorithm);
      recordEvent({ ...call, service: made }, { event: 'service_created', target: `service:${made.id}`, details: { name: made.name } });
      return { body: await describeServiceObject(rooms, made) };
    }
    if (made.action === 'reject') throw rejectedService(made);
    throw new CallerError('conflict', made.error.message);
  },
});
