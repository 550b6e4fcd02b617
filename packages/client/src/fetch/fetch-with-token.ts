import { fitsHeader } from '../wire/header-value.ts';
import { canBeReplayed, type Outgoing, readOutgoing, send } from './outgoing.ts';
import { followRedirect } from './redirect.ts';

/** Where tokens are from: what `createGrantryAuth` returns is one, and so is any function that returns a promise of a token. */
export interface TokenSource {
  (options: { readonly signal?: AbortSignal | undefined }): Promise<{ readonly token: string }>;
  invalidate?(token: string, options: { readonly signal?: AbortSignal | undefined }): Promise<void>;
}

/** Whom the token is for. */
export interface FetchWithTokenOptions {
  /** The origins that get the token, as `https://api.example.com`. Nobody else does, whatever is redirected where. */
  readonly origins: readonly string[];
  /** Sends the requests. @default the runtime's own `fetch` */
  readonly fetch?: typeof fetch;
}

/** As many as the Fetch standard follows. */
const maxRedirects = 20;

function readOrigins(origins: readonly string[]): ReadonlySet<string> {
  const known = origins.map((text) => {
    if (!URL.canParse(text) || new URL(text).origin === 'null') throw new TypeError(`${JSON.stringify(text)} is no origin.`);
    return new URL(text).origin;
  });
  if (known.length === 0) throw new TypeError('origins must name at least one origin that gets the token.');
  return new Set(known);
}

/** Sends a request with the token, and once more with another one if it was refused and the body is still there. */
async function sendAuthorized(source: TokenSource, fetch: typeof globalThis.fetch, request: Outgoing): Promise<Response> {
  const options = { signal: request.rest.signal ?? undefined };
  const sendWith = (token: string): Promise<Response> => {
    if (!fitsHeader(token)) throw new TypeError('The token has characters no token has.'); // fetch would quote it in its own error
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${token}`);
    return send(fetch, { ...request, headers });
  };
  const { token } = await source(options);
  const response = await sendWith(token);
  if (response.status !== 401 || source.invalidate === undefined) return response;
  const another = await source
    .invalidate(token, options)
    .then(() => source(options))
    .catch(() => undefined); // the answer at hand says more about the request
  options.signal?.throwIfAborted();
  if (another === undefined || another.token === token || !canBeReplayed(request)) return response;
  await response.body?.cancel();
  return sendWith(another.token);
}

/**
 * A `fetch` that sends a token to the origins it is for, and to nobody else. Redirects lose it when they leave those origins. A token
 * that is answered with 401 is invalidated, and the request sent once more. A request that brings an `Authorization` header of its
 * own is left alone.
 *
 * @example
 * ```ts
 * const api = fetchWithToken(createGrantryAuth({ url, provider: 'linear', agentToken }), { origins: ['https://api.linear.app'] });
 * const response = await api('https://api.linear.app/graphql', { method: 'POST', body });
 * ```
 * @throws TypeError if an origin is none, or there is none.
 */
export function fetchWithToken(source: TokenSource, options: FetchWithTokenOptions): typeof fetch {
  const origins = readOrigins(options.origins);
  const fetchOnce: typeof fetch = options.fetch ?? ((...request) => fetch(...request));
  return async (input, init) => {
    const first = readOutgoing(input, init);
    const isOurs = !first.headers.has('authorization');
    let request = first;
    for (let count = 0; ; count++) {
      const isFor = isOurs && origins.has(request.url.origin);
      const response = await (isFor ? sendAuthorized(source, fetchOnce, request) : send(fetchOnce, request));
      if (first.rest.redirect === 'manual') return response;
      const next = followRedirect(request, response);
      if (next === undefined) return response;
      if (first.rest.redirect === 'error') throw new TypeError(`${request.url.origin} answers with a redirect.`);
      if (count === maxRedirects) throw new TypeError(`${request.url.origin} redirects more than ${maxRedirects} times.`);
      await response.body?.cancel();
      request = next;
    }
  };
}
