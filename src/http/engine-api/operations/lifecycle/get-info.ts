import Type from 'typebox';
import { deploymentOperation, type EngineOperation } from '../../engine-operation.ts';

/** Tells which interface this is. */
export const getInfo: EngineOperation = deploymentOperation({
  name: 'getInfo',
  method: 'GET',
  path: '/info',
  command: ['lifecycle', 'info'],
  summary: 'Tell the version of the interface, and what it can do.',
  right: undefined,
  answer: Type.Object({ version: Type.String(), features: Type.Array(Type.String()) }),
  example: {},
  run: async () => ({ body: { version: '3.0', features: ['OAUTH', 'OIDC', 'PAR', 'DPOP', 'MTLS', 'RAR', 'FAPI2'] } }),
});
