import Type from 'typebox';
import { deploymentOperation, type EngineOperation } from '../../engine-operation.ts';

/** Tells that the engine API is up. */
export const healthcheck: EngineOperation = deploymentOperation({
  name: 'lifecycleHealthcheck',
  method: 'GET',
  path: '/lifecycle/healthcheck',
  command: ['lifecycle', 'healthcheck'],
  summary: 'Tell whether the engine API is up.',
  right: undefined,
  query: Type.Object({ extended: Type.Optional(Type.Boolean({ description: 'Accepted, and changes nothing: see /readyz.' })) }),
  example: {},
  run: async () => ({ text: 'OK' }),
});
