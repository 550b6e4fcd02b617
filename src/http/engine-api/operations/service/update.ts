import Type from 'typebox';
import type { Service } from '../../../../engine/model/service.ts';
import { openIdScopes } from '../../../../engine/oidc/openid-scopes.ts';
import { defaultServiceSettings } from '../../../../engine/services/create-service.ts';
import { updateService as update } from '../../../../engine/services/update-service.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { readJwks } from '../../read-jwks.ts';
import { recordEvent } from '../../record-event.ts';
import {
  describeServiceObject,
  namesOfMembers,
  rejectedService,
  type ServiceBody,
  serviceSchema,
  writeService,
} from '../../service-object.ts';

/** The service with every member as it is usual, and what no member shows as it was. */
const withoutMembers = (service: Service): Service => ({
  ...service,
  accessTokenFormat: defaultServiceSettings.accessTokenFormat,
  accessTokenLifetime: defaultServiceSettings.accessTokenLifetime,
  refreshTokenLifetime: defaultServiceSettings.refreshTokenLifetime,
  refreshLeeway: defaultServiceSettings.refreshLeeway,
  scopes: openIdScopes,
  requestRules: { ...defaultServiceSettings.requestRules, authenticationClasses: service.requestRules.authenticationClasses },
  bindingRules: { ...defaultServiceSettings.bindingRules, dpopBoundAccessTokens: service.bindingRules.dpopBoundAccessTokens },
  profiles: defaultServiceSettings.profiles,
  deviceRules: defaultServiceSettings.deviceRules,
  registrationRules: defaultServiceSettings.registrationRules,
  tokenRules: defaultServiceSettings.tokenRules,
  offerRules: defaultServiceSettings.offerRules,
  answerRules: defaultServiceSettings.answerRules,
  description: defaultServiceSettings.description,
});

/** Changes a service. */
export const updateService: EngineOperation = serviceOperation({
  name: 'serviceUpdateApi',
  method: 'POST',
  path: '/service/update',
  command: ['service', 'update'],
  summary: 'Change a service.',
  description: 'Members you leave out stay as they are. With `replace` they become what is usual here, except its name and its issuer.',
  right: 'modify_service',
  query: Type.Object({ replace: Type.Optional(Type.Boolean({ description: 'Make the members you leave out what is usual here.' })) }),
  body: serviceSchema,
  answer: serviceSchema,
  example: { accessTokenDuration: 600 },
  async run(call) {
    const { rooms, service, query, body } = call;
    const keys = readJwks(rooms, (body as ServiceBody).jwks);
    const updated = await update(rooms.engine, {
      serviceId: service.id,
      write: (kept) => writeService(body as ServiceBody, query.replace === true ? withoutMembers(kept) : kept), // an object, by the schema
      fixedIssuer: service.id === rooms.serviceId ? rooms.accessUrl : undefined,
      keys,
    });
    switch (updated.action) {
      case 'save':
        recordEvent(call, {
          event: 'service_updated',
          target: `service:${service.id}`,
          details: { name: updated.service.name, members: namesOfMembers(body as ServiceBody) },
        });
        return { body: await describeServiceObject(rooms, (await rooms.engine.facts.findService(service.id)) ?? updated.service) };
      case 'reject':
        throw rejectedService(updated);
      case 'not_found':
        throw new CallerError('unknownService', 'There is no such service.');
      case 'refuse':
        throw new CallerError('conflict', updated.error.message);
    }
  },
});
