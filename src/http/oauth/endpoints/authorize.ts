import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { approveAuthorization } from '../../../engine/authorize/approve-authorization.ts';
import type { AuthorizationOutcome, Consent, Park, SignIn } from '../../../engine/authorize/authorization-decision.ts';
import type { ValidAuthorization } from '../../../engine/authorize/authorization-request.ts';
import { decideAuthorization } from '../../../engine/authorize/decide-authorization.ts';
import { denyAuthorization } from '../../../engine/authorize/deny-authorization.ts';
import { findClientHost } from '../../../engine/cimd/document-url.ts';
import type { User } from '../../../identity/model/user.ts';
import { csrfTokenFor, csrfTokenMatches } from '../../../identity/sessions/csrf.ts';
import { decodeForm, type Parameters } from '../../../protocol/form.ts';
import { OAuthError } from '../../../protocol/oauth-error.ts';
import type { OAuthCall, OAuthContext, OAuthEndpoint } from '../endpoint.ts';
import { findSignedIn, type SignedIn } from '../find-signed-in.ts';
import { pageHeaders } from '../page-headers.ts';
import type { ConsentFacts } from '../pages.ts';
import { readQuery } from '../read-form.ts';
import { sendAuthorizationResponse } from '../send-authorization-response.ts';

const query = Type.Object({
  client_id: Type.String(),
  response_type: Type.Optional(Type.String({ description: 'Always `code`.' })),
  redirect_uri: Type.Optional(Type.String()),
  scope: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  resource: Type.Optional(Type.String()),
  code_challenge: Type.Optional(Type.String()),
  code_challenge_method: Type.Optional(Type.String({ description: 'Always `S256`.' })),
  response_mode: Type.Optional(Type.String({ description: 'How the answer travels: see `response_modes_supported`.' })),
  prompt: Type.Optional(Type.String({ description: 'What the person is to see: see `prompt_values_supported`.' })),
  max_age: Type.Optional(Type.String({ description: 'How many seconds ago the person may have signed in.' })),
  acr_values: Type.Optional(Type.String({ description: 'How well the person is to prove who they are: see `acr_values_supported`.' })),
  id_token_hint: Type.Optional(Type.String({ description: 'An ID token of the person it is about.' })),
  login_hint: Type.Optional(Type.String({ description: 'What the person may sign in as.' })),
  claims: Type.Optional(Type.String({ description: 'Claims that are asked for one by one, as JSON (OpenID Connect Core §5.5).' })),
  nonce: Type.Optional(Type.String({ description: 'Comes back in the ID token.' })),
  authorization_details: Type.Optional(Type.String({ description: 'A JSON array (RFC 9396).' })),
  request: Type.Optional(Type.String({ description: 'The request as a JWT that the client signed (RFC 9101).' })),
  request_uri: Type.Optional(
    Type.String({
      description:
        'A pushed request (RFC 9126), or a registered address of a signed one (RFC 9101); the others are then not read, but for `client_id`.',
    }),
  ),
});

function showError({ pages }: OAuthContext, request: FastifyRequest, reply: FastifyReply, error: OAuthError): FastifyReply {
  request.log.info({ endpoint: 'authorize', error: error.code, reason: error.reason }, 'refused');
  return reply
    .code(400)
    .headers(pageHeaders(pages.contentSecurityPolicy()))
    .send(pages.error({ title: 'This request cannot be allowed', description: error.message, requestId: request.id }));
}

/** What the person is told of who asks. */
const describeConsentClient = ({
  clientName: name,
  clientId,
  clientIcon: icon,
  clientSource,
}: ValidAuthorization): ConsentFacts['client'] => ({
  name,
  clientId,
  icon,
  isSelfRegistered: clientSource !== 'static',
  host: findClientHost({ source: clientSource, clientId }),
});

function askConsent({ context, request, reply }: OAuthCall, consent: Consent, user: User, browserSecret: string): FastifyReply {
  const { authorization, scopes, claims, details, denyLocation } = consent;
  const page = context.pages.consent({
    client: describeConsentClient(authorization),
    redirectUri: authorization.redirectUri,
    scopes,
    claims,
    resources: authorization.resources,
    details,
    user: { name: user.name || user.username, email: user.email },
    csrfToken: csrfTokenFor(browserSecret, context.rooms.engine.sha256),
    action: request.url,
    cancelUrl: denyLocation,
  });
  return reply.headers(pageHeaders(context.pages.contentSecurityPolicy(authorization.redirectUri))).send(page);
}

/**
 * Has the person sign in, and come back to the request: as it came, or under the `request_uri` it was parked under. Its `redirect_uri` comes along
 * where it is not read: the policy of the sign-in page must let an error through to it.
 */
function sendToSignIn({ request, reply }: OAuthCall, { authorization, again, requestUri }: SignIn): FastifyReply {
  const [path, sent] = request.url.split('?');
  const { clientId, redirectUri, loginHint } = authorization;
  const parameters = new URLSearchParams(requestUri === undefined ? sent : { client_id: clientId, request_uri: requestUri });
  if (parameters.has('request_uri') || parameters.has('request')) parameters.set('redirect_uri', redirectUri);
  const query = new URLSearchParams({
    redirect: `${path}?${parameters}`,
    ...(again && { again: '1' }),
    ...(loginHint !== undefined && { login_hint: loginHint }),
  });
  return reply.redirect(`/login?${query}`, 303);
}

/** Where the browser comes back with a request that is kept: this very path. */
const parkedAt = ({ clientId, requestUri }: Park): string => `?${new URLSearchParams({ client_id: clientId, request_uri: requestUri })}`;

/** Shows the consent page, or says why it cannot be shown. */
export const authorizationEndpoint: OAuthEndpoint = {
  name: 'authorize',
  method: 'GET',
  paths: ['/oauth2/authorize'],
  spec: 'RFC 6749 §3.1, §4.1.1',
  summary: 'Ask the person at the browser to allow an application.',
  crossOrigin: false,
  security: 'session',
  query,
  answers: {
    200: {
      description: 'The consent page, or a form that takes an error to the application.',
      mediaType: 'text/html',
      body: Type.String(),
    },
    302: { description: 'An error for the application.' },
    303: { description: 'Sign in first, or come back with the request_uri the request is kept under.' },
  },
  async handle(call) {
    const { context, service, request, reply } = call;
    const { rooms } = context;
    let parameters: Parameters;
    try {
      parameters = readQuery(request);
    } catch (error) {
      if (error instanceof OAuthError) return showError(context, request, reply, error);
      throw error;
    }
    const signedIn = await findSignedIn(rooms, request, false);
    const decision = await decideAuthorization(rooms.engine, { service, parameters }, signedIn?.subject);
    context.onDecision('authorize', decision.action, 'error' in decision ? (decision.error?.code ?? '') : '');
    switch (decision.action) {
      case 'sign_in':
        return sendToSignIn(call, decision);
      case 'park':
        return reply.redirect(parkedAt(decision), 303);
      case 'ask':
        return signedIn === undefined
          ? reply.redirect(`/login?redirect=${encodeURIComponent(request.url)}`, 303)
          : askConsent(call, decision.consent, signedIn.user, signedIn.browserSecret);
      case 'redirect':
        return sendAuthorizationResponse(call, decision);
      case 'show_error':
        return showError(context, request, reply, decision.error);
    }
  },
};

/** Letters of a URL that may be come back to after signing in: encoded, it has to fit into a header. Whoever has a longer one starts again. */
const maxReturnLength = 4096;

const isFromOurForm = ({ from, browserSecret }: SignedIn, form: Parameters, { rooms }: OAuthContext): boolean =>
  from === 'header' || csrfTokenMatches(form.get('csrf_token')?.[0], browserSecret, rooms.engine.sha256);

/** Letters of a form that may go on as a query. */
const maxQueryLength = 2000;

/**
 * A request that came as a form (OpenID Connect Core §3.1.2.1). The browser is sent back to us with it: a form of another site comes without our
 * cookies, and what cannot be read in a query is kept.
 */
async function takePosted({ context, service, request, reply }: OAuthCall, form: Parameters): Promise<FastifyReply> {
  const query = String(new URLSearchParams([...form].flatMap(([name, values]) => values.map((value): [string, string] => [name, value]))));
  if (query.length <= maxQueryLength) return reply.redirect(`?${query}`, 303);
  const decision = await decideAuthorization(context.rooms.engine, { service, parameters: form, mustPark: true }, undefined);
  switch (decision.action) {
    case 'park':
      return reply.redirect(parkedAt(decision), 303);
    case 'redirect':
      return sendAuthorizationResponse({ context, service, request, reply }, decision);
    case 'show_error':
      return showError(context, request, reply, decision.error);
    default:
      throw new Error(`a request that must be parked was answered with ${decision.action}`);
  }
}

/** Takes the person's answer. A caller with a token in a header answers for its user, without a form. */
export const approvalEndpoint: OAuthEndpoint = {
  name: 'approveAuthorization',
  method: 'POST',
  paths: ['/oauth2/authorize'],
  spec: 'RFC 6749 §4.1.2',
  summary: 'Allow or deny an application, and return to it; or ask as with GET, with the parameters in the form.',
  crossOrigin: false,
  security: 'session',
  query,
  form: Type.Object({
    csrf_token: Type.Optional(Type.String({ description: 'From the form; not needed with a token in a header.' })),
    decision: Type.Optional(Type.String({ description: '`deny` denies.' })),
    client_id: Type.Optional(Type.String({ description: 'Only where the form is the request itself, with all its parameters.' })),
  }),
  answers: { 302: { description: 'Back to the application, with a code or an error.' }, 403: { description: 'The form is not ours.' } },
  async handle(call) {
    const { context, service, request, reply } = call;
    const { rooms } = context;
    const parameters = readQuery(request);
    const form = typeof request.body === 'string' ? decodeForm(request.body) : new Map<string, readonly string[]>();
    if (form.has('client_id') && !parameters.has('client_id')) return takePosted(call, form);
    const signedIn = await findSignedIn(rooms, request, true);
    if (signedIn === undefined) {
      const redirect = request.url.length > maxReturnLength ? '/' : request.url;
      return reply.redirect(`/login?redirect=${encodeURIComponent(redirect)}`, 303);
    }
    if (!isFromOurForm(signedIn, form, context)) {
      return reply.code(403).send({ error: 'access_denied', error_description: 'The form is not ours, or too old. Open the page again.' });
    }
    const isDenied = form.get('decision')?.[0] === 'deny';
    const outcome: AuthorizationOutcome = isDenied
      ? await denyAuthorization(rooms.engine, { service, parameters })
      : await approveAuthorization(rooms.engine, { service, parameters }, signedIn.subject);
    context.onDecision('approveAuthorization', outcome.action, outcome.error?.code ?? '');
    switch (outcome.action) {
      case 'redirect':
        return sendAuthorizationResponse(call, outcome);
      case 'show_error':
        if (signedIn.from === 'cookie') return showError(context, request, reply, outcome.error);
        throw new OAuthError(outcome.error.code, `Invalid query params: ${outcome.error.message}`, outcome.error.reason);
    }
  },
};
