import { redactRequest } from '../errors/redact.ts';
import { expandUrl, withQuery } from './expand-url.ts';
import { type FailedRequest, RequestError } from './request-error.ts';
import type { Endpoint, OctokitResponse } from './request-types.ts';

interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

const isAbsolute = /^https?:\/\//i;

const toHttpRequest = (endpoint: Endpoint): HttpRequest => {
  const { method, url: template, baseUrl, headers, mediaType, request: _transport, data, ...parameters } = endpoint;
  const { url, rest } = expandUrl(template, parameters);
  const full = isAbsolute.test(url) ? url : baseUrl.replace(/\/+$/, '') + (url.startsWith('/') ? url : `/${url}`);
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  if (mediaType?.format !== undefined && mediaType.format !== '') sent.accept = `application/vnd.github.v3.${mediaType.format}`;
  if (method === 'GET' || method === 'HEAD') return { method, url: withQuery(full, rest), headers: sent, body: undefined };

  const body = data ?? (Object.keys(rest).length === 0 ? undefined : rest);
  if (body === undefined) return { method, url: full, headers: sent, body: undefined };
  return {
    method,
    url: full,
    headers: { 'content-type': 'application/json; charset=utf-8', ...sent },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
};

const readData = async (answer: Response): Promise<unknown> => {
  const text = await answer.text();
  if (!/\bjson\b/.test(answer.headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text; // half a document: whoever asked sees what came
  }
};

const messageOf = (data: unknown, status: number): string => {
  if (typeof data === 'string' && data !== '') return data;
  if (typeof data !== 'object' || data === null || !('message' in data)) return `GitHub answered with status ${status}`;
  const documentation = 'documentation_url' in data ? ` - ${data.documentation_url}` : '';
  return `${data.message}${documentation}`;
};

/**
 * Sends a request over `fetch` and reads the answer.
 *
 * @throws {RequestError} for statuses from 400 on, and with status 500 when no answer came
 */
export async function sendRequest(endpoint: Endpoint): Promise<OctokitResponse> {
  const { method, url, headers, body } = toHttpRequest(endpoint);
  // The transport options hold what the caller put there; octokit documents `fetch` and `signal` with these types.
  const transport = endpoint.request as
    | { fetch?: typeof fetch; signal?: AbortSignal; redirect?: NonNullable<RequestInit['redirect']> }
    | undefined;
  const send = transport?.fetch ?? globalThis.fetch;
  // `redactRequest` keeps the members it is given.
  const shown = redactRequest({ method, url, headers, ...(body === undefined ? {} : { body }) }) as FailedRequest;

  let answer: Response;
  try {
    answer = await send(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(transport?.signal === undefined ? {} : { signal: transport.signal }),
      ...(transport?.redirect === undefined ? {} : { redirect: transport.redirect }),
    });
  } catch (cause) {
    if (transport?.signal?.aborted === true) throw cause;
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new RequestError(reason, 500, { request: shown, cause });
  }
  const response: OctokitResponse = {
    status: answer.status,
    url: answer.url || url,
    headers: Object.fromEntries(answer.headers),
    data: await readData(answer),
  };
  if (answer.status >= 400) throw new RequestError(messageOf(response.data, answer.status), answer.status, { request: shown, response });
  return response;
}
