import { STATUS_CODES } from 'node:http';
import Type, { type TObject } from 'typebox';
import { errorBody } from './api/body-schemas.ts';
import type { Operation } from './api/operation.ts';
import { describeEngineOperation } from './describe-engine-operation.ts';
import type { EngineOperation } from './engine-api/engine-operation.ts';
import { clientForm, clientHeaders } from './oauth/client-schemas.ts';
import type { OAuthEndpoint } from './oauth/endpoint.ts';
import { oauthErrorBody } from './oauth/schemas.ts';
import { answer, type Json, parametersOf, schemaOf } from './openapi-parts.ts';

const securityOf = {
  none: [],
  client: [{ clientSecretBasic: [] }, {}],
  bearer: [{ bearer: [] }, { sessionToken: [] }],
  session: [{ sessionCookie: [] }, { sessionToken: [] }],
} as const;

/** The parameters of an endpoint, and those clients authenticate with. */
const withClientForm = (form: TObject = Type.Object({})): TObject => Type.Object({ ...form.properties, ...clientForm.properties });

function describeOperation(operation: Operation, components: Map<string, unknown>): Json {
  const error = schemaOf(errorBody, components);
  const responses: Record<string, Json> = {};
  for (const [status, { description, body }] of Object.entries(operation.answers))
    responses[status] = answer(description, body && schemaOf(body, components));
  const refusals = [400, ...(operation.authorization.who === 'anyone' ? [] : [401, 403]), 500];
  for (const status of refusals) responses[status] ??= answer(STATUS_CODES[status] ?? 'Error', error);
  if (operation.authorization.who === 'user' && operation.authorization.stepUp === true)
    responses[401] = answer('Unauthorized, or an application whose person has to sign in again: see the challenge (RFC 9470).', error);
  return {
    operationId: operation.name,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    security: operation.authorization.who === 'anyone' ? securityOf.none : securityOf.bearer,
    parameters: [...parametersOf('path', operation.params), ...parametersOf('query', operation.query)],
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body, components) } } } }),
    responses,
  };
}

function describeEndpoint(endpoint: OAuthEndpoint, components: Map<string, unknown>): Json {
  const isForClients = endpoint.security === 'client';
  const form = isForClients ? withClientForm(endpoint.form) : endpoint.form;
  const responses: Record<string, Json> = {};
  for (const [status, { description, body, mediaType }] of Object.entries(endpoint.answers))
    responses[status] = answer(description, body && schemaOf(body, components), mediaType);
  if (endpoint.maxAgeSeconds === undefined) responses[400] ??= answer('The request was refused.', schemaOf(oauthErrorBody, components));
  responses[500] ??= answer('Something went wrong on our side.', schemaOf(oauthErrorBody, components));
  return {
    operationId: endpoint.name,
    tags: ['OAuth 2'],
    summary: endpoint.summary,
    description: endpoint.spec,
    security: securityOf[endpoint.security],
    parameters: [
      ...parametersOf('path', endpoint.params),
      ...parametersOf('query', endpoint.query),
      ...parametersOf('header', isForClients ? clientHeaders : undefined),
    ],
    ...(endpoint.json === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.json, components) } } } }),
    ...(form === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/x-www-form-urlencoded': { schema: schemaOf(form, components) } },
          },
        }),
    responses,
  };
}

/** What the description is made from. */
export interface OpenApiSources {
  readonly version: string;
  readonly accessUrl: string;
  readonly operations: readonly Operation[];
  readonly endpoints: readonly OAuthEndpoint[];
  readonly engineOperations: readonly EngineOperation[];
  /** Routes outside both lists (health, metrics …): their GET, by path. */
  readonly others: Readonly<Record<string, { readonly name: string; readonly summary: string; readonly mediaType: string }>>;
}

/** The OpenAPI 3.1 description of the whole server, computed from the lists of operations and endpoints. */
export function describeApi({ version, accessUrl, operations, endpoints, engineOperations, others }: OpenApiSources): Json {
  const components = new Map<string, unknown>();
  const paths: Record<string, Record<string, Json>> = {};
  const at = (path: string): Record<string, Json> => {
    paths[path] ??= {};
    return paths[path];
  };
  for (const operation of operations) at(operation.path)[operation.method.toLowerCase()] = describeOperation(operation, components);
  for (const endpoint of endpoints) {
    const [path = ''] = endpoint.paths;
    at(path)[endpoint.method.toLowerCase()] = describeEndpoint(endpoint, components);
  }
  for (const operation of engineOperations) {
    const { path, method, description } = describeEngineOperation(operation, components);
    at(path)[method] = description;
  }
  for (const [path, { name, summary, mediaType }] of Object.entries(others)) {
    const responses = {
      200: answer(summary, mediaType === 'application/json' ? { type: 'object' } : { type: 'string' }, mediaType),
      ...(path === '/readyz' ? { 503: answer('Not ready.', { type: 'object' }) } : { 404: answer('Switched off.', undefined) }),
    };
    at(path).get = { operationId: name, tags: ['Operations'], summary, security: [], parameters: [], responses };
  }
  const tags = [...new Set(Object.values(paths).flatMap((methods) => Object.values(methods).flatMap((one) => one.tags as string[])))];
  return {
    openapi: '3.1.1',
    info: {
      title: 'Grantry',
      version,
      description: 'Issues OAuth 2 tokens for your users, apps and agents, and looks after the tokens your users hold elsewhere.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: accessUrl }],
    tags: tags.sort().map((name) => ({ name, description: tagDescriptions[name] ?? name })),
    paths,
    components: { schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))), securitySchemes },
  };
}

const tagDescriptions: Readonly<Record<string, string>> = {
  'OAuth 2': 'The standard endpoints of the authorization server.',
  Operations: 'For those who run the server.',
};

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A session token, API token, agent token or OAuth access token.' },
  sessionToken: {
    type: 'apiKey',
    in: 'header',
    name: 'Coder-Session-Token',
    description: 'The same tokens; `Grantry-Session-Token` works too.',
  },
  managementToken: { type: 'http', scheme: 'bearer', description: 'A service token, good for one service, or an organization token.' },
  sessionCookie: { type: 'apiKey', in: 'cookie', name: 'grantry_session_token', description: 'A browser session.' },
  clientSecretBasic: { type: 'http', scheme: 'basic', description: "The client's id and secret; or both in the form." },
} as const;
