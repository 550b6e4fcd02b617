import { STATUS_CODES } from 'node:http';
import Type, { type TObject } from 'typebox';
import type { EngineOperation } from './engine-api/engine-operation.ts';
import { answer, type Json, parametersOf, schemaOf } from './openapi-parts.ts';

/** What every answer begins with, and all that a wrong call is told. */
const result = Type.Object(
  {
    resultCode: Type.String({ description: '`A` and six digits.' }),
    resultMessage: Type.String({ description: 'The code in brackets, and a sentence.' }),
  },
  { $id: 'EngineResult' },
);

/** What operations answer that do not say it more exactly. */
const usualAnswer = Type.Object(
  {
    ...result.properties,
    action: Type.Optional(Type.String({ description: 'What the front end is to do.' })),
    responseContent: Type.Optional(Type.String({ description: 'What it is to do it with.' })),
  },
  { $id: 'EngineAnswer' },
);

const serviceParams = Type.Object({ serviceId: Type.Integer({ description: 'The id of the service.', minimum: 0 }) });

/** The parameters of the path, the service's first. */
const paramsOf = ({ about, params }: EngineOperation): TObject =>
  Type.Object({ ...(about === 'service' ? serviceParams.properties : {}), ...params?.properties });

const isDeletion = ({ method, answer: answered }: EngineOperation): boolean => method === 'DELETE' && answered === undefined;

function responsesOf(operation: EngineOperation, components: Map<string, unknown>): Json {
  const told = schemaOf(result, components);
  const success = isDeletion(operation)
    ? { 204: answer('Gone.', undefined) }
    : { 200: answer('What came of it.', schemaOf(operation.answer ?? usualAnswer, components)) };
  const refusals = [400, ...(operation.right === undefined ? [] : [401, 403]), 404, 500];
  const refused = refusals.map((status) => [status, answer(STATUS_CODES[status] ?? 'Error', told)]);
  return { ...success, ...Object.fromEntries(refused) };
}

function requestBodyOf({ body, takesForms }: EngineOperation, components: Map<string, unknown>): Json {
  if (body === undefined) return {};
  const schema = schemaOf(body, components);
  const content = {
    'application/json': { schema },
    ...(takesForms === true ? { 'application/x-www-form-urlencoded': { schema } } : {}),
  };
  return { requestBody: { required: true, content } };
}

/** One entry of `paths`. */
export interface DescribedOperation {
  readonly path: string;
  readonly method: string;
  readonly description: Json;
}

/** Describes an operation of the engine API. */
export function describeEngineOperation(operation: EngineOperation, components: Map<string, unknown>): DescribedOperation {
  const { name, method, path, about, command, summary, description, right, query } = operation;
  const needs = right === undefined ? undefined : `Needs the right \`${right}\`.`;
  return {
    path: `/api${about === 'service' ? '/{serviceId}' : ''}${path}`,
    method: method.toLowerCase(),
    description: {
      operationId: name,
      tags: [`Engine: ${command[0]}`],
      summary,
      description: [description, needs].filter((part) => part !== undefined).join(' '),
      security: right === undefined ? [] : [{ managementToken: [] }],
      parameters: [...parametersOf('path', paramsOf(operation)), ...parametersOf('query', query)],
      ...requestBodyOf(operation, components),
      responses: responsesOf(operation, components),
    },
  };
}
