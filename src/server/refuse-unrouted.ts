import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerErrorBody } from '../http/engine-api/caller-error.ts';

/** What the body of a refusal looks like below a path. */
function bodyFor(url: string, status: number, message: string): Readonly<Record<string, unknown>> {
  if (url.startsWith('/oauth2/')) return { error: 'invalid_request', error_description: message };
  if (/^\/api\/(\d+|info|lifecycle|misc|service)\b/.test(url))
    return callerErrorBody(status >= 500 ? 'serverFault' : status === 404 ? 'unknownOperation' : 'unreadableBody', message);
  return { message };
}

/** Answers for what never reached a route, in the form of the interface it was for: a broken URL, a body too long, a path nobody knows. */
export const refuseUnrouted = (request: FastifyRequest, reply: FastifyReply, status: number, message: string): FastifyReply =>
  reply.code(status).send(bodyFor(request.url, status, message));
