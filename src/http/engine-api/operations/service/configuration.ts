import Type from 'typebox';
import { JsonPatchError, patchJson } from '../../../../protocol/json-patch.ts';
import { describeService } from '../../../oauth/describe-service.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { jsonAnswer } from '../../json-answer.ts';

function patched(document: unknown, patch: string | undefined): unknown {
  if (patch === undefined || patch === '') return document;
  try {
    return patchJson(document, patch);
  } catch (error) {
    if (error instanceof JsonPatchError) throw new CallerError('wrongMember', `The member patch cannot be applied: ${error.message}.`);
    throw error;
  }
}

/** The metadata document of a service, for its front end to publish. */
export const getServiceConfiguration: EngineOperation = serviceOperation({
  name: 'serviceConfigurationApi',
  method: 'GET',
  path: '/service/configuration',
  command: ['service', 'get-configuration'],
  summary: 'Show the discovery document of a service.',
  right: 'use_service',
  query: Type.Object({
    pretty: Type.Optional(Type.Boolean({ description: 'Write it on several lines.' })),
    patch: Type.Optional(Type.String({ description: 'A JSON Patch (RFC 6902) to apply to it.' })),
  }),
  example: { pretty: true },
  run: async ({ rooms, service, query }) => jsonAnswer(patched(describeService(rooms, service), query.patch), query.pretty),
});
