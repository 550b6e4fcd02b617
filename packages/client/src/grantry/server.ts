import { fitsHeader } from '../wire/header-value.ts';
import { isObject, type JsonObject, parseObject } from '../wire/parse-object.ts';
import { readBounded } from '../wire/read-bounded.ts';
import { CallerRefusedError, GrantryError } from './errors.ts';

/** A Grantry server, and how it is reached. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string;
  readonly fetch: typeof fetch;
  /** How long one answer may take, in milliseconds. */
  readonly timeoutMilliseconds: number;
}

/** One request to its REST API. */
export interface ServerRequest {
  readonly method: 'GET' | 'POST';
  /** From the server's URL, query included. */
  readonly path: string;
  readonly credential?: string;
  readonly json?: JsonObject;
}

/** What it answered: a body that is no JSON object is an empty one. */
export interface ServerAnswer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Headers;
}

/** No token, and nothing said about one, is longer. */
const maxBytes = 1024 * 1024;

/**
 * Where a server is.
 *
 * @throws TypeError if the text is no `http:` or `https:` URL, or has a password in it, which every log would show.
 */
export function readServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new TypeError('url must be the https: URL of a Grantry server, without a user name and password.');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * Sends one request, once. Redirects are not followed: they would carry the credential to wherever they lead.
 *
 * @throws CallerRefusedError if the credential cannot be one; whatever `fetch` throws if there is no answer.
 */
export async function askServer(server: Server, request: ServerRequest, signal: AbortSignal): Promise<ServerAnswer> {
  const { method, path, credential, json } = request;
  if (credential !== undefined && !fitsHeader(credential))
    throw new CallerRefusedError('The credential for the Grantry server is empty, or has characters no credential has.');
  const response = await server.fetch(`${server.url}${path}`, {
    method,
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(server.timeoutMilliseconds)]),
    headers: {
      accept: 'application/json',
      ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  if (response.status === 0 || (response.status >= 300 && response.status < 400))
    throw new GrantryError(`${server.url} answers with a redirect. Set url to where the Grantry server itself is.`);
  const text = await readBounded(response, maxBytes);
  const body = parseObject(text);
  if (response.status === 200 && body === undefined) throw new Error('the answer is no JSON object');
  return { status: response.status, body: isObject(body) ? body : {}, headers: response.headers };
}
