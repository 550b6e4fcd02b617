import { decideReturn } from '../../broker/connect/decide-return.ts';
import { finishConnect } from '../../broker/connect/finish-connect.ts';
import { returnPath } from '../../broker/connect/return-path.ts';
import { startConnect } from '../../broker/connect/start-connect.ts';
import type { ConnectState } from '../../broker/model/connect-state.ts';
import type { Provider } from '../../broker/model/provider.ts';
import type { Broker } from '../../broker/ports.ts';
import type { Caller } from '../../identity/caller.ts';
import { connectCookies, setCookie } from './cookies.ts';

/** A request to `GET /external-auth/{id}/callback`, decoded. */
export interface CallbackRequest {
  /** The id in the path. */
  readonly providerId: string;
  /** Path and query, as they came. */
  readonly url: string;
  /** Repeated parameters count as absent. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** Who the browser's session belongs to; undefined if it has none. */
  readonly caller: Caller | undefined;
}

/** What the browser is told. `body`, if any, is JSON. */
export interface CallbackAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: { readonly message: string; readonly detail?: string };
  /** What was linked just now, for the audit trail. */
  readonly linked?: { readonly provider: Provider; readonly connectionId: string };
}

/**
 * Answers a browser that is to be sent to a provider, or comes back from one.
 *
 * The answers are redirects with cookies, or an error as JSON; none may be stored. A browser without a session is sent to sign in.
 */
export async function answerCallback(broker: Broker, request: CallbackRequest): Promise<CallbackAnswer> {
  const provider = broker.providers.find(({ id }) => id === request.providerId);
  if (provider === undefined) return refuse(404, 'There is no such provider.');
  if (request.caller?.kind !== 'user') return redirect(303, `/login?${new URLSearchParams({ redirect: request.url })}`);

  const text = (name: string): string | undefined => {
    const value = request.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const cookie = (name: keyof typeof connectCookies): string | undefined => request.cookies[connectCookies[name]] || undefined;
  const decision = decideReturn({
    query: {
      code: text('code'),
      state: text('state'),
      error: text('error'),
      errorDescription: text('error_description'),
      errorUri: text('error_uri'),
    },
    cookies: { state: cookie('state'), codeVerifier: cookie('codeVerifier') },
    pkce: provider.pkceMethod === 'S256',
  });
  switch (decision.action) {
    case 'refuse':
      return refuse(decision.status, decision.message, decision.detail);
    case 'start': {
      const another = text('another') === 'true';
      if (provider.deviceFlow) return redirect(307, `/external-auth/${provider.id}/device${another ? '?another=true' : ''}`);
      return sendAway(broker, provider, { userId: request.caller.user.id, another }, text('redirect') ?? '');
    }
    case 'exchange': {
      const { code, state, codeVerifier } = decision;
      const outcome = await finishConnect(broker, provider, {
        userId: request.caller.user.id,
        code,
        state,
        codeVerifier,
        iss: text('iss'),
      });
      if (outcome.outcome === 'refused') return refuse(outcome.status, outcome.message);
      if (outcome.outcome === 'failed') {
        const status = outcome.code === 'authorization_pending' ? 400 : 500;
        return refuse(status, `${provider.displayName} did not issue a token.`, outcome.words);
      }
      const cookies = Object.values(connectCookies).map(forget(broker));
      return {
        ...redirect(307, returnPath(cookie('redirect'), provider.id), cookies),
        linked: { provider, connectionId: outcome.connectionId },
      };
    }
  }
}

async function sendAway(
  broker: Broker,
  provider: Provider,
  asked: Pick<ConnectState, 'userId' | 'another'>,
  redirectTo: string,
): Promise<CallbackAnswer> {
  const start = await startConnect(broker, provider, asked);
  if (start.outcome === 'unavailable') return refuse(500, `${provider.displayName} cannot be reached.`, start.cause);
  const scope = { secure: isSecure(broker), maxAgeSeconds: broker.times.connect };
  return redirect(307, start.location, [
    setCookie(connectCookies.state, start.state, scope),
    setCookie(connectCookies.redirect, redirectTo, scope), // even if empty, so that an older one does not count
    ...(start.codeVerifier === undefined ? [] : [setCookie(connectCookies.codeVerifier, start.codeVerifier, scope)]),
  ]);
}

const isSecure = ({ accessUrl }: Broker): boolean => accessUrl.startsWith('https:');

const forget =
  (broker: Broker) =>
  (name: string): string =>
    setCookie(name, '', { secure: isSecure(broker), maxAgeSeconds: 0 });

const redirect = (status: 303 | 307, location: string, cookies: readonly string[] = []): CallbackAnswer => ({
  status,
  headers: {
    location,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer', // the URL has the code in it
    ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
  },
});

const refuse = (status: number, message: string, detail?: string): CallbackAnswer => ({
  status,
  headers: { 'cache-control': 'no-store' },
  body: { message, ...(detail === undefined ? {} : { detail }) },
});
