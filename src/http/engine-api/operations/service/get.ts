import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { describeServiceObject, serviceSchema } from '../../service-object.ts';

/** Shows a service. */
export const getService: EngineOperation = serviceOperation({
  name: 'serviceGetApi',
  method: 'GET',
  path: '/service/get',
  command: ['service', 'get'],
  summary: 'Show a service.',
  right: 'view_service',
  answer: serviceSchema,
  example: {},
  run: async ({ rooms, service }) => ({ body: await describeServiceObject(rooms, service) }),
});
