import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Service } from '../../engine/model/service.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { refuseOtherMethods } from '../method-not-allowed.ts';
import type { OAuthContext, OAuthEndpoint } from './endpoint.ts';
import { limitRefusals } from './limit-refusals.ts';
import { oauthEndpoints } from './registry.ts';
import { sendTooMany } from './send-too-many.ts';

/** The largest form a protocol endpoint takes. */
const maxFormBytes = 64 * 1024;

/** What pages of other origins may read of an answer, and send (CORS). */
const exposedHeaders = 'WWW-Authenticate, DPoP-Nonce, OAuth-Client-Attestation-Challenge';
const allowedHeaders = 'Authorization, Content-Type, DPoP, OAuth-Client-Attestation, OAuth-Client-Attestation-PoP, MCP-Protocol-Version';

/** Where the endpoints of services other than the first live. */
const otherServices = '/s/:serviceId';

async function findService(context: OAuthContext, request: FastifyRequest): Promise<Service> {
  const { serviceId } = request.params as { serviceId?: string }; // only the prefixed routes have the parameter
  const id = serviceId === undefined ? context.rooms.serviceId : Number(serviceId);
  const service = Number.isSafeInteger(id) ? await context.rooms.engine.facts.findService(id) : undefined;
  if (service === undefined) throw new OAuthError('invalid_request', 'There is no such service.');
  return service;
}

/** Whether the service a request is for says what is wrong; one that does not exist does. */
async function explainsErrors(context: OAuthContext, request: FastifyRequest): Promise<boolean> {
  const service = await findService(context, request).catch(() => undefined);
  return service?.answerRules.errorDescriptionOmitted !== true;
}

/** RFC 6749 §5.2: the error as JSON; 401 carries the challenge of the scheme the client may use. */
export function sendOAuthError(reply: FastifyReply, error: OAuthError, isExplained: boolean): FastifyReply {
  if (error.status === 401)
    reply.header('www-authenticate', error.code === 'invalid_client' ? 'Basic realm="grantry"' : 'Bearer realm="grantry"');
  const explained = isExplained ? { error_description: error.message } : {};
  return reply.code(error.status).send({ error: error.code, ...explained, error_uri: error.uri });
}

/** What Fastify itself refuses, in the protocol's words. */
function describeRefusal(error: FastifyError, { json }: OAuthEndpoint): string {
  if (error.statusCode === 413) return `The body is larger than ${maxFormBytes} bytes.`;
  if (error.statusCode === 415) return `The body must be ${json === undefined ? 'application/x-www-form-urlencoded' : 'application/json'}.`;
  return 'The request is malformed.';
}

function makeErrorHandler(context: OAuthContext, endpoint: OAuthEndpoint) {
  return async (error: FastifyError | OAuthError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (error instanceof OAuthError) {
      context.onDecision(endpoint.name, 'refuse', error.code);
      request.log.info({ endpoint: endpoint.name, error: error.code, reason: error.reason }, 'refused');
      const retryAfter = await limitRefusals(context.rooms.identity, error, request.ip);
      return retryAfter === undefined
        ? sendOAuthError(reply, error, await explainsErrors(context, request))
        : sendTooMany(reply, 'refused requests', retryAfter);
    }
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      context.onDecision(endpoint.name, 'refuse', 'invalid_request');
      const code = status === 413 ? 413 : 400; // RFC 6749 §5.2 knows 400 for what is malformed, the media type included
      return reply.code(code).send({ error: 'invalid_request', error_description: describeRefusal(error, endpoint) });
    }
    request.log.error({ err: error, endpoint: endpoint.name }, 'the endpoint failed');
    context.onDecision(endpoint.name, 'fail', 'server_error');
    return reply.code(500).send({ error: 'server_error', error_description: `Something went wrong on our side. Request ${request.id}.` });
  };
}

function mount(app: FastifyInstance, context: OAuthContext, endpoint: OAuthEndpoint, url: string): void {
  const cacheControl = endpoint.maxAgeSeconds === undefined ? 'no-store' : `public, max-age=${endpoint.maxAgeSeconds}`;
  app.route({
    method: endpoint.method,
    url,
    bodyLimit: maxFormBytes,
    errorHandler: makeErrorHandler(context, endpoint),
    // Before anything else can fail, so that errors carry the headers too.
    onRequest: (_request, reply, done) => {
      reply.header('cache-control', cacheControl);
      if (endpoint.maxAgeSeconds === undefined) reply.header('pragma', 'no-cache');
      if (endpoint.crossOrigin) reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', exposedHeaders);
      done();
    },
    handler: async (request, reply) => endpoint.handle({ context, service: await findService(context, request), request, reply }),
  });
}

/** Where Fastify finds a path. */
const toRoute = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Paths of an endpoint: of the first service, and of the others. */
const routesOf = ({ paths, insertedPaths = [] }: OAuthEndpoint): readonly string[] =>
  [...paths.flatMap((path) => [path, otherServices + path]), ...insertedPaths].map(toRoute);

/** Answers CORS preflights of what other origins may call: any origin, no credentials. */
function mountPreflight(app: FastifyInstance, url: string, methods: readonly string[]): void {
  app.options(url, async (_request, reply) =>
    reply
      .headers({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': allowedHeaders,
        'access-control-max-age': '86400',
      })
      .code(204)
      .send(),
  );
}

/** Mounts the standard endpoints: of the first service at the root, of the others under `/s/{serviceId}`. */
export async function oauthPlugin(app: FastifyInstance, context: OAuthContext): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const [jsonEndpoints, others] = [
    oauthEndpoints.filter(({ json }) => json !== undefined),
    oauthEndpoints.filter(({ json }) => json === undefined),
  ];
  for (const endpoint of others) for (const path of routesOf(endpoint)) mount(app, context, endpoint, path);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    for (const endpoint of jsonEndpoints) for (const path of routesOf(endpoint)) mount(scope, context, endpoint, path);
  });
  const routes = oauthEndpoints.flatMap((endpoint) =>
    routesOf(endpoint).map((path) => ({ method: endpoint.method, path, crossOrigin: endpoint.crossOrigin })),
  );
  const crossOriginPaths = [...new Set(routes.filter((route) => route.crossOrigin).map((route) => route.path))];
  for (const path of crossOriginPaths)
    mountPreflight(
      app,
      path,
      routes.filter((route) => route.path === path).map((route) => route.method),
    );
  const preflights = crossOriginPaths.map((path) => ({ method: 'OPTIONS', path }));
  refuseOtherMethods(app, [...routes, ...preflights], (reply, allowed) =>
    reply
      .header('cache-control', 'no-store')
      .code(405)
      .send({ error: 'invalid_request', error_description: `This endpoint takes ${allowed}.` }),
  );
}
