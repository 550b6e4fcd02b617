import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieAttributes, sessionCookieName } from '../identity/sessions/session-cookie.ts';
import type { PageAnswer, SessionCookieChange } from './page.ts';
import { pageHeaders } from './page-headers.ts';
import { renderErrorPage } from './views/error-page.ts';

/** Sends the page for a status, in `text` or the status's usual words. */
export const sendErrorPage = (request: FastifyRequest, reply: FastifyReply, status: number, text?: string): FastifyReply =>
  reply
    .code(status)
    .headers(pageHeaders())
    .send(renderErrorPage({ status, requestId: request.id, ...(text !== undefined && { text }) }).toString());

const redirect = (reply: FastifyReply, path: string): FastifyReply => reply.headers(pageHeaders()).redirect(path, 303);

function changeSession(reply: FastifyReply, accessUrl: string, change: SessionCookieChange): void {
  const attributes = sessionCookieAttributes(accessUrl);
  if (change === 'ended') reply.clearCookie(sessionCookieName, attributes);
  else reply.setCookie(sessionCookieName, change.reveal(), attributes);
}

/** Turns a page's answer into HTTP. */
export function sendAnswer(answer: PageAnswer, accessUrl: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  switch (answer.answer) {
    case 'show':
      if (answer.session !== undefined) changeSession(reply, accessUrl, answer.session);
      return reply
        .code(answer.status ?? 200)
        .headers(pageHeaders(answer.headers))
        .send(answer.page.toString());
    case 'go':
      if (answer.session !== undefined) changeSession(reply, accessUrl, answer.session);
      return redirect(reply, answer.to);
    case 'sign_in': {
      // What a form held is lost: its sender comes back to the overview, not to a path that only takes forms.
      const back = request.method === 'GET' ? request.url : '/';
      return redirect(reply, `/login?redirect=${encodeURIComponent(back)}`);
    }
    case 'refuse':
      return sendErrorPage(request, reply, answer.status, answer.text);
  }
}
