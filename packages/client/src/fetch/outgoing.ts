/** A request as it is sent, maybe several times. */
export interface Outgoing {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
  /** Everything else `fetch` takes. */
  readonly rest: RequestInit;
}

/** Takes apart what `fetch` was called with. The body of a `Request` is not read: it stays a stream. */
export function readOutgoing(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Outgoing {
  const request = input instanceof Request ? input : undefined;
  const { method = request?.method ?? 'GET', headers = request?.headers, body = request?.body, ...others } = init;
  const { signal = request?.signal, redirect = request?.redirect ?? 'follow' } = others;
  return {
    url: new URL(request === undefined ? String(input) : request.url),
    method: method.toUpperCase(),
    headers: new Headers(headers),
    body: body ?? undefined,
    rest: { ...others, redirect, ...(signal ? { signal } : {}) },
  };
}

/** Whether the body can be sent a second time: a stream is gone once it was read. */
export const canBeReplayed = ({ body }: Outgoing): boolean =>
  typeof body !== 'object' || body === null || !('getReader' in body || Symbol.asyncIterator in body);

/** Sends it once, with its redirects left to us. */
export function send(fetch: typeof globalThis.fetch, { url, method, headers, body, rest }: Outgoing): Promise<Response> {
  const stream = canBeReplayed({ url, method, headers, body, rest }) ? {} : { duplex: 'half' };
  const payload = body === undefined ? {} : { body, ...stream };
  return fetch(url, { ...rest, redirect: 'manual', method, headers, ...payload } as RequestInit); // duplex is missing in some types
}
