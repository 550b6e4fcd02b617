import Type from 'typebox';
import { deploymentOperation, type EngineOperation } from '../../engine-operation.ts';

/** Answers what it was sent, to try a connection with. */
export const echo: EngineOperation = deploymentOperation({
  name: 'echo',
  method: 'GET',
  path: '/misc/echo',
  command: ['lifecycle', 'echo'],
  summary: 'Answer the query it was sent.',
  right: undefined,
  query: Type.Object({}, { additionalProperties: Type.Unknown() }),
  example: {},
  run: async ({ query }) => ({ body: { ...(query as Readonly<Record<string, unknown>>) } }), // the decoder made sure of an object
});
