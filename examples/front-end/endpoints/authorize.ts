import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../engine.ts';
import { consentPage, signInPage } from '../pages.ts';
import { respondToBrowser } from '../respond.ts';
import { type Session, sessionOf } from '../sessions.ts';
import { checkPassword, findUser } from '../users.ts';

/** The authorization endpoint, and the pages it takes (RFC 6749 §4.1.1). */
export function authorizationEndpoint(app: FastifyInstance, { api, serviceId }: Engine): void {
  const show = (reply: FastifyReply, { subject, asked }: Session): FastifyReply => {
    reply.type('text/html; charset=utf-8');
    return reply.send(subject === undefined || asked === undefined ? signInPage() : consentPage(subject, asked.clientName, asked.scopes));
  };

  const issue = async (reply: FastifyReply, ticket: string, { subject = '', authTime }: Session): Promise<FastifyReply> => {
    const claims = JSON.stringify(findUser(subject)?.claims ?? {});
    const authorizationIssueRequest = { ticket, subject, claims, ...(authTime !== undefined && { authTime }) };
    return respondToBrowser(reply, await api.authorization.issue({ serviceId, authorizationIssueRequest }));
  };

  const fail = async (reply: FastifyReply, ticket: string, reason: 'DENIED' | 'NOT_LOGGED_IN'): Promise<FastifyReply> =>
    respondToBrowser(reply, await api.authorization.fail({ serviceId, authorizationFailRequest: { ticket, reason } }));

  const authorize = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const parameters = typeof request.body === 'string' ? request.body : request.url.slice(request.url.indexOf('?') + 1);
    const answer = await api.authorization.processRequest({ serviceId, authorizationRequest: { parameters } });
    const { action, ticket = '', client, scopes = [] } = answer;
    const session = sessionOf(request, reply);
    if (action === 'NO_INTERACTION')
      return session.subject === undefined ? fail(reply, ticket, 'NOT_LOGGED_IN') : issue(reply, ticket, session);
    if (action !== 'INTERACTION') return respondToBrowser(reply, answer);
    session.ticket = ticket;
    session.asked = { clientName: client?.clientName ?? 'an application', scopes: scopes.map(({ name }) => name ?? '') };
    return show(reply, session);
  };
  app.get('/authorize', authorize);
  app.post('/authorize', authorize);

  app.post('/sign-in', (request, reply) => {
    const form = new URLSearchParams(String(request.body));
    const session = sessionOf(request, reply);
    const user = checkPassword(form.get('username') ?? '', form.get('password') ?? '');
    if (user === undefined) return reply.code(401).type('text/html; charset=utf-8').send(signInPage('That is not right.'));
    session.subject = user.subject;
    session.authTime = Math.floor(Date.now() / 1000);
    return session.asked === undefined ? reply.redirect('/device') : show(reply, session);
  });

  app.post('/consent', async (request, reply) => {
    const session = sessionOf(request, reply);
    const { ticket, subject } = session;
    if (ticket === undefined || subject === undefined) return reply.code(400).send('Nothing waits for an answer here.');
    delete session.ticket; // an answer is given once
    const isAllowed = new URLSearchParams(String(request.body)).get('answer') === 'allow';
    return isAllowed ? issue(reply, ticket, session) : fail(reply, ticket, 'DENIED');
  });
}
