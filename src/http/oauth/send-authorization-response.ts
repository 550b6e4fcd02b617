import type { FastifyReply } from 'fastify';
import type { SendBack } from '../../engine/authorize/authorization-decision.ts';
import { encodeAuthorizationResponse } from '../../engine/authorize/encode-authorization-response.ts';
import type { OAuthCall } from './endpoint.ts';
import { pageHeaders } from './page-headers.ts';

/** Sends the browser back to the client, with the answer in the response mode it asked for. */
export async function sendAuthorizationResponse({ context, service, reply }: OAuthCall, sendBack: SendBack): Promise<FastifyReply> {
  const { engine } = context.rooms;
  const response = await encodeAuthorizationResponse(engine, service, sendBack, engine.clock());
  switch (response.as) {
    case 'location':
      return reply.redirect(response.location, 302);
    case 'form':
      return reply.headers(pageHeaders(context.pages.contentSecurityPolicy(response.action))).send(context.pages.formPost(response));
  }
}
