import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { LogoutDecision } from '../../../engine/logout/decide-logout.ts';
import { judgeLogout } from '../../../engine/logout/judge-logout.ts';
import { decodeLogoutRequest, encodeLogoutRequest, type LogoutRequest } from '../../../engine/logout/logout-request.ts';
import { csrfTokenFor, csrfTokenMatches } from '../../../identity/sessions/csrf.ts';
import { endSession } from '../../../identity/sessions/end-session.ts';
import { decodeForm, getParameter, type Parameters } from '../../../protocol/form.ts';
import { OAuthError } from '../../../protocol/oauth-error.ts';
import { isSameOrigin } from '../../same-origin.ts';
import { findToken } from '../../tokens.ts';
import type { OAuthCall, OAuthEndpoint } from '../endpoint.ts';
import { findBrowserSession } from '../find-browser-session.ts';
import { forgetSession } from '../forget-session.ts';
import { pageHeaders } from '../page-headers.ts';
import { readQuery } from '../read-form.ts';

const path = '/oauth2/logout';
const spec = 'OpenID Connect RP-Initiated Logout §2';

const parameters = Type.Object({
  id_token_hint: Type.Optional(Type.String({ description: 'An ID token of ours, expired or not.' })),
  client_id: Type.Optional(Type.String({ description: 'Which application asks, if no `id_token_hint` says so.' })),
  post_logout_redirect_uri: Type.Optional(Type.String({ description: 'Where the person goes afterwards; it must be registered.' })),
  state: Type.Optional(Type.String({ description: 'Comes back with the person.' })),
  logout_hint: Type.Optional(Type.String({ description: 'Not read.' })),
  ui_locales: Type.Optional(Type.String({ description: 'Not read.' })),
});

const answers: OAuthEndpoint['answers'] = {
  200: { description: 'A page that asks, or says that it is done.', mediaType: 'text/html', body: Type.String() },
  303: { description: 'To where the application wants the person to go.' },
  400: { description: 'A page that says what is wrong.', mediaType: 'text/html', body: Type.String() },
};

function showError({ context: { pages }, request, reply }: OAuthCall, error: OAuthError): FastifyReply {
  request.log.info({ endpoint: 'logOut', error: error.code, reason: error.reason }, 'refused');
  return reply
    .code(400)
    .headers(pageHeaders(pages.contentSecurityPolicy()))
    .send(pages.logoutError({ description: error.message, requestId: request.id }));
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? url;

/** Does what was decided. */
async function answer(call: OAuthCall, logoutRequest: LogoutRequest, isConfirmed: boolean): Promise<FastifyReply> {
  const { context, service, request, reply } = call;
  const { rooms, pages } = context;
  const session = await findBrowserSession(rooms, request);
  const person = session && { subject: session.user.id, sid: session.sid };
  const decision: LogoutDecision = await judgeLogout(rooms.engine, { service, request: logoutRequest, person, isConfirmed });
  context.onDecision('logOut', decision.action, decision.action === 'show_error' ? decision.error.code : '');
  switch (decision.action) {
    case 'show_error':
      return showError(call, decision.error);
    case 'ask':
      return reply.headers(pageHeaders(pages.contentSecurityPolicy(decision.location))).send(
        pages.askLogout({
          action: pathOf(request),
          fields: encodeLogoutRequest(logoutRequest),
          csrfToken: csrfTokenFor(session?.browserSecret ?? '', rooms.engine.sha256),
          clientName: decision.clientName,
          user: { name: session?.user.name || (session?.user.username ?? ''), email: session?.user.email ?? '' },
        }),
      );
    case 'end': {
      if (session !== undefined) {
        const origin = { address: request.ip, userAgent: request.headers['user-agent'] ?? '', requestId: request.id };
        // One that ended meanwhile is as good as one that ends now.
        await endSession(rooms.identity, { userId: session.user.id, sessionId: session.sessionId, own: true }, origin);
      }
      reply.header('set-cookie', forgetSession(rooms.accessUrl));
      if (decision.location !== undefined) return reply.redirect(decision.location, 303);
      return reply.headers(pageHeaders(pages.contentSecurityPolicy())).send(pages.loggedOut());
    }
  }
}

/** What the application asks for, or why it is not read. */
function readRequest(read: () => Parameters): LogoutRequest | OAuthError {
  try {
    return decodeLogoutRequest(read());
  } catch (error) {
    if (error instanceof OAuthError) return error;
    throw error;
  }
}

/** Logs a person out that an application sends. */
export const endSessionEndpoint: OAuthEndpoint = {
  name: 'logOut',
  method: 'GET',
  paths: [path],
  spec,
  summary: 'Log a person out, and send them back to the application.',
  crossOrigin: false,
  security: 'session',
  query: parameters,
  answers,
  async handle(call) {
    const logoutRequest = readRequest(() => readQuery(call.request));
    return logoutRequest instanceof OAuthError ? showError(call, logoutRequest) : answer(call, logoutRequest, false);
  },
};

const formOf = ({ body }: FastifyRequest): Parameters => (typeof body === 'string' ? decodeForm(body) : new Map());

/** Whether our page sent the form, for the person at the browser. */
function isOurForm({ context: { rooms }, request }: OAuthCall, form: Parameters): boolean {
  const browserSecret = findToken(request.headers)?.token ?? '';
  return (
    isSameOrigin(request.headers, rooms.accessUrl) && csrfTokenMatches(getParameter(form, 'csrf_token'), browserSecret, rooms.engine.sha256)
  );
}

/**
 * The same by a form: an application's, or the one on our page, by which the person says that they want to. A form of another site comes without
 * the session's cookie (`SameSite=Lax`): it is sent on as a link, which comes with it.
 */
export const endSessionByFormEndpoint: OAuthEndpoint = {
  name: 'logOutByForm',
  method: 'POST',
  paths: [path],
  spec,
  summary: 'Log a person out, and send them back to the application.',
  crossOrigin: false,
  security: 'session',
  form: Type.Object({ ...parameters.properties, csrf_token: Type.Optional(Type.String({ description: 'From our own form.' })) }),
  answers,
  async handle(call) {
    const { request, reply } = call;
    const logoutRequest = readRequest(() => formOf(request));
    if (logoutRequest instanceof OAuthError) return showError(call, logoutRequest);
    if (findToken(request.headers) !== undefined) return answer(call, logoutRequest, isOurForm(call, formOf(request)));
    const query = new URLSearchParams(Object.fromEntries(encodeLogoutRequest(logoutRequest)));
    return reply.redirect(`${pathOf(request)}?${query}`, 303);
  },
};
