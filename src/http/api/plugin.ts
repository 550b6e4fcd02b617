import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Rooms } from '../context.ts';
import { refuseOtherMethods } from '../method-not-allowed.ts';
import { offerDpopNonce } from '../offer-dpop-nonce.ts';
import { requestFacts } from '../request-facts.ts';
import { ApiError } from './api-error.ts';
import { authorizeCall } from './authorize-call.ts';
import type { Answer, Operation } from './operation.ts';
import { operations } from './registry.ts';
import { makeDecoder } from './validate.ts';

/** The largest body an operation takes. */
const maxBodyBytes = 256 * 1024;

const toFastifyPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
  reply.code(answer.status);
  return answer.body === undefined ? reply.send() : reply.send(answer.body);
}

/** Turns whatever was thrown into `{message, detail?, validations?}`; what is not the caller's fault keeps its text to the log. */
function sendError(error: FastifyError | ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ApiError) {
    const { message, detail, validations } = error;
    return reply
      .code(error.status)
      .headers(error.headers)
      .send({ message, ...(detail === undefined ? {} : { detail }), ...(validations === undefined ? {} : { validations }) });
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return reply.code(status).send({ message: error.message });
  request.log.error({ err: error }, 'the operation failed');
  return reply.code(500).send({ message: 'Something went wrong on our side.', detail: `request ${request.id}` });
}

function mount(app: FastifyInstance, rooms: Rooms, operation: Operation): void {
  const decodeParams = operation.params && makeDecoder(operation.params, 'text');
  const decodeQuery = operation.query && makeDecoder(operation.query, 'text');
  const decodeBody = operation.body && makeDecoder(operation.body, 'body');
  app.route({
    method: operation.method,
    url: toFastifyPath(operation.path),
    handler: async (request, reply) => {
      if (request.headers.dpop !== undefined) offerDpopNonce(rooms.engine, await rooms.engine.facts.findService(rooms.serviceId), reply);
      const caller = await authorizeCall(rooms, operation, request);
      const answer = await operation.run({
        caller,
        identifyAgain: () => authorizeCall(rooms, operation, request),
        params: decodeParams?.(request.params),
        query: decodeQuery?.(request.query),
        body: decodeBody?.(request.body),
        request: requestFacts(request),
        rooms,
      });
      return send(reply, answer);
    },
  });
}

/** Mounts every operation of the REST API. */
export async function apiPlugin(app: FastifyInstance, { rooms }: { readonly rooms: Rooms }): Promise<void> {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store');
    done();
  });
  app.setErrorHandler(sendError);
  app.addHook('onRoute', (route) => {
    route.bodyLimit ??= maxBodyBytes;
  });
  for (const operation of operations) mount(app, rooms, operation);
  refuseOtherMethods(
    app,
    operations.map(({ method, path }) => ({ method, path: toFastifyPath(path) })),
    (reply, allowed) => reply.code(405).send({ message: `This path takes ${allowed}.` }),
  );
}
