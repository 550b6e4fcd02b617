import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../api/actor.ts';
import type { Rooms } from '../context.ts';
import { identify } from '../identify.ts';
import { requestFacts } from '../request-facts.ts';
import { readCookies } from '../tokens.ts';
import { answerCallback } from './callback.ts';

/** The paths a provider may send a browser back to; the second is the older name of the first. */
const paths = ['/external-auth/:id/callback', '/gitauth/:id/callback'] as const;

/** What the browser's way to a provider needs. */
export interface ExternalAuthContext {
  readonly rooms: Rooms;
  /** Shows a person what went wrong; without it, and to programs, it is told as JSON. */
  readonly errorPage?: (request: FastifyRequest, reply: FastifyReply, status: number, text: string) => FastifyReply;
}

/** Mounts the browser's way to a provider and back. */
export async function externalAuthPlugin(app: FastifyInstance, { rooms, errorPage }: ExternalAuthContext): Promise<void> {
  for (const path of paths)
    app.get<{ Params: { id: string }; Querystring: Record<string, unknown> }>(path, async (request, reply) => {
      const { caller } = await identify(rooms, request, false);
      const answer = await answerCallback(rooms.broker, {
        providerId: request.params.id,
        url: request.url,
        query: request.query,
        cookies: readCookies(request.headers.cookie),
        caller,
      });
      if (answer.linked !== undefined) {
        const { provider, connectionId } = answer.linked;
        rooms.identity.audit.record({
          event: 'connection_linked',
          ...actorOf(caller, requestFacts(request)),
          target: `provider:${provider.id}`,
          details: { connection: connectionId },
        });
      }
      for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
      if (answer.body !== undefined && errorPage !== undefined && request.headers.accept?.includes('text/html')) {
        const { message, detail } = answer.body;
        return errorPage(request, reply, answer.status, detail === undefined ? message : `${message} ${detail}`);
      }
      return reply.code(answer.status).send(answer.body);
    });
}
