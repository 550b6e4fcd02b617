import type { IncomingMessage, RequestOptions } from 'node:http';
import { CommandFailure } from '../command-failure.ts';

/** A request to a server's API. */
export interface ApiRequest {
  /** The server's URL, without a trailing slash. */
  readonly url: string;
  /** From the root, query included. */
  readonly path: string;
  /** @default GET */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as `Grantry-Session-Token`. */
  readonly token?: string;
  /** JSON, or form-encoded text. */
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
}

/** An answer with its body decoded: JSON as its value, anything else as undefined. */
export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
  /** Whether the server invites the same request again (`Retry-After`). */
  readonly mayRetry?: boolean;
}

/** Longer than a server gives a provider to refresh a token. */
const timeoutMilliseconds = 60_000;

function parseServerUrl(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new CommandFailure(`${JSON.stringify(text)} is not the URL of a server`);
}

function encodeBody(body: ApiRequest['body']): readonly [type: string, text: string] | undefined {
  if (body === undefined) return undefined;
  return 'json' in body
    ? ['application/json', JSON.stringify(body.json)]
    : ['application/x-www-form-urlencoded', new URLSearchParams(body.form).toString()];
}

const decodeBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Sends one request. Loading the client is most of a short command's time: `node:http` takes a third of what `fetch` does, and asked
 * for by `getBuiltinModule` half of what it does imported, since an import evaluates every lazy export, `fetch`'s library among them.
 *
 * @throws CommandFailure if the server cannot be reached, or answers too late.
 */
export async function callApi({ url, path, method = 'GET', token, body }: ApiRequest): Promise<ApiResponse> {
  const server = parseServerUrl(url);
  const { request } = server.protocol === 'https:' ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
  const [type, text] = encodeBody(body) ?? [];
  const options: RequestOptions = {
    method,
    agent: false, // a connection that is kept alive would keep the process too
    timeout: timeoutMilliseconds,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { 'grantry-session-token': token }),
      ...(type === undefined || text === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
    },
  };
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => {
      const reason = cause.message || ('code' in cause && String(cause.code)) || cause.name;
      reject(new CommandFailure(`${url} does not answer: ${reason}`, undefined, { cause }));
    };
    const sent = request(`${server.href.replace(/\/+$/, '')}${path}`, options, (response: IncomingMessage) => {
      let received = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        received += piece;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: decodeBody(received), mayRetry: response.headers['retry-after'] !== undefined }),
      );
      response.on('error', fail);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${timeoutMilliseconds / 1000} s`)));
    sent.on('error', fail);
    sent.end(text);
  });
}
