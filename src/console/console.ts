import fastifyCookie from '@fastify/cookie';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { csrfTokenMatches } from '../identity/sessions/csrf.ts';
import { sessionCookieAttributes } from '../identity/sessions/session-cookie.ts';
import { serveAssets } from './assets.ts';
import type { ConsoleContext } from './context.ts';
import { isFromOurPages } from './form-guard.ts';
import { makeMemberVisit, makeVisit } from './make-visit.ts';
import type { Page, PageAnswer, PageRoute, Visit } from './page.ts';
import { pages } from './registry.ts';
import { sendAnswer, sendErrorPage } from './send-answer.ts';
import { browserCookieName, readVisitor, type Visitor } from './visitor.ts';

/** The largest form a page takes. */
const maxFormBytes = 64 * 1024;

const strangeForm: PageAnswer = {
  answer: 'refuse',
  status: 403,
  text: 'This form did not come from our page, or the page was too old. Go back, reload it and try again.',
};

type RunRoute = (visit: Visit, visitor: Visitor) => Promise<PageAnswer>;

/** The route behind the access its page asks for. */
function* guardedRoutes(page: Page): Generator<{ readonly route: Pick<PageRoute<never>, 'method' | 'path'>; readonly run: RunRoute }> {
  if (page.access === 'anyone') for (const route of page.routes) yield { route, run: async (visit) => route.run(visit) };
  else {
    for (const route of page.routes) {
      const run: RunRoute = async (visit, { signedIn }) => {
        if (signedIn === undefined) return { answer: 'sign_in' };
        if (page.access === 'admin' && signedIn.user.role === 'member') return { answer: 'refuse', status: 403 };
        return route.run(makeMemberVisit(visit, signedIn));
      };
      yield { route, run };
    }
  }
}

function isOurForm(visit: Visit, visitor: Visitor, request: FastifyRequest): boolean {
  const { accessUrl, identity } = visit.context;
  const csrfToken = visit.form.get('csrf_token') ?? undefined;
  return isFromOurPages(request.headers, accessUrl) && csrfTokenMatches(csrfToken, visitor.browserSecret, identity.sha256);
}

function mount(app: FastifyInstance, context: ConsoleContext, page: Page): void {
  for (const { route, run } of guardedRoutes(page)) {
    app.route({
      method: route.method,
      url: route.path,
      bodyLimit: maxFormBytes,
      handler: async (request, reply) => {
        const visitor = await readVisitor(context, request);
        const visit = makeVisit(context, request, visitor);
        if (visitor.isNewBrowser) reply.setCookie(browserCookieName, visitor.browserSecret, sessionCookieAttributes(context.accessUrl));
        const mayRun = request.method === 'GET' || isOurForm(visit, visitor, request);
        return sendAnswer(mayRun ? await run(visit, visitor) : strangeForm, context.accessUrl, request, reply);
      },
    });
  }
}

function sendFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return sendErrorPage(request, reply, status);
  request.log.error({ err: error }, 'the page failed');
  return sendErrorPage(request, reply, 500);
}

/**
 * Serves the console: its pages, and the files they load. It sets its own error handler and form parser, so it must be registered
 * as a plugin, not called on the root.
 */
export async function consolePlugin(app: FastifyInstance, context: ConsoleContext): Promise<void> {
  await app.register(fastifyCookie);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(body.toString())),
  );
  app.setErrorHandler(sendFailure);
  await app.register(serveAssets);
  for (const page of pages) mount(app, context, page);
}

/** Answers a browser that asked for an address nobody knows. */
export const sendNotFoundPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply => sendErrorPage(request, reply, 404);
