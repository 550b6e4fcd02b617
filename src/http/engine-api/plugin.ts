import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Value } from 'typebox/value';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Rooms } from '../context.ts';
import { refuseOtherMethods } from '../method-not-allowed.ts';
import { requestFacts } from '../request-facts.ts';
import { authorizeManager, findCalledService } from './authorize-manager.ts';
import { CallerError, withCode } from './caller-error.ts';
import { FormBody, lacksMember, makeDecode } from './decode-body.ts';
import type { EngineAnswer, EngineOperation, ServiceCall } from './engine-operation.ts';
import { readBodies } from './read-bodies.ts';
import { engineOperations } from './registry.ts';
import { shapeErrors } from './shape-errors.ts';

/** The largest body: a client with its keys, or a batch of tokens. */
const maxBodyBytes = 1024 * 1024;

const serviceRoot = '/api/:serviceId(^\\d+$)';

/** Where Fastify finds an operation. */
const toRoute = ({ about, path }: Pick<EngineOperation, 'about' | 'path'>): string =>
  (about === 'service' ? serviceRoot : '/api') + path.replaceAll(/\{(\w+)\}/g, ':$1');

function send(reply: FastifyReply, { status, body, json, text }: EngineAnswer): FastifyReply {
  if (text !== undefined)
    return reply
      .code(status ?? 200)
      .header('content-type', 'text/plain; charset=utf-8')
      .send(text);
  const written = json ?? (body && JSON.stringify(body));
  if (written === undefined) return reply.code(status ?? 204).send();
  return reply
    .code(status ?? 200)
    .header('content-type', 'application/json; charset=utf-8')
    .send(written);
}

/** What Fastify itself refuses, in the words of this interface. */
function toCallerError(error: FastifyError | OAuthError): CallerError | undefined {
  if (error instanceof OAuthError) return new CallerError('unreadableBody', error.message);
  const status = error.statusCode ?? 500;
  if (status >= 500) return undefined;
  if (status === 413) return new CallerError('unreadableBody', `The body is larger than ${maxBodyBytes} bytes.`);
  if (status === 415) return new CallerError('unreadableBody', 'The body must be application/json.');
  return new CallerError('unreadableBody', 'The body is malformed.');
}

/** `{resultCode, resultMessage}`: for the front end, never for its clients. */
function sendError(error: FastifyError | OAuthError | CallerError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof CallerError ? error : toCallerError(error);
  if (known === undefined) request.log.error({ err: error }, 'the operation failed');
  const { code, status, message } = known ?? new CallerError('serverFault', `Something went wrong on our side. Request ${request.id}.`);
  return reply.code(status).send({ resultCode: code, resultMessage: withCode(code, message) });
}

type Handler = (request: FastifyRequest) => Promise<EngineAnswer>;

function makeHandler(rooms: Rooms, operation: EngineOperation): Handler {
  const { right, params, query, body, about, withoutMember } = operation;
  const decodeParams = params && makeDecode(params, 'text');
  const decodeQuery = query && makeDecode(query, 'text');
  const decodeBody = body && makeDecode(body, 'body');
  const needsBody = body !== undefined && !Value.Check(body, {}) && withoutMember === undefined;
  return async (request) => {
    const token = right === undefined ? undefined : await authorizeManager(rooms, request.headers.authorization, right);
    const { serviceId = '' } = request.params as { serviceId?: string }; // only the routes of services have the parameter
    const service = about === 'service' ? await findCalledService(rooms, serviceId, token) : undefined;
    if (request.body instanceof FormBody && operation.takesForms !== true)
      throw new CallerError('unreadableBody', 'The body must be application/json.');
    if (needsBody && request.body === undefined) throw new CallerError('noBody', 'The call has no body.');
    const shape = (answer: EngineAnswer): EngineAnswer =>
      service === undefined ? answer : shapeErrors(answer, service.answerRules, rooms.accessUrl);
    if (withoutMember !== undefined && lacksMember(request.body, withoutMember.member)) return shape(withoutMember.answer);
    const call = {
      params: decodeParams?.(request.params),
      query: decodeQuery?.(request.query),
      body: decodeBody?.(request.body ?? {}),
      token,
      service,
      request: requestFacts(request),
      rooms,
    };
    return shape(await operation.run(call as ServiceCall)); // those about the deployment were defined without a service
  };
}

const noSuchOperation = async (): Promise<never> => {
  throw new CallerError('unknownOperation', 'There is no such operation.');
};

/** Mounts every operation of the engine API. */
export async function engineApiPlugin(app: FastifyInstance, { rooms }: { readonly rooms: Rooms }): Promise<void> {
  readBodies(app);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store');
    done();
  });
  app.addHook('onRoute', (route) => {
    route.bodyLimit ??= maxBodyBytes;
  });
  app.setErrorHandler(sendError);
  for (const operation of engineOperations) {
    const handle = makeHandler(rooms, operation);
    app.route({ method: operation.method, url: toRoute(operation), handler: async (request, reply) => send(reply, await handle(request)) });
  }
  const routes = engineOperations.map((operation) => ({ method: operation.method, path: toRoute(operation) }));
  refuseOtherMethods(app, routes, (_reply, allowed) => {
    throw new CallerError('wrongMethod', `This path takes ${allowed}.`);
  });
  app.all(`${serviceRoot}/*`, noSuchOperation);
}
