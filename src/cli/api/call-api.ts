import type { IncomingMessage, RequestOptions } from 'node:http';
import { CommandFailure } from '../command-failure.ts';
import { announceRequest } from './announce-request.ts';
import { connectionFailure, lateAnswer } from './connection-failure.ts';
import { parseServerUrl } from './server-url.ts';
import { findWire, type Wire } from './wire.ts';

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
  /** Sent as `Authorization: Bearer`. */
  readonly bearer?: string;
  /** How long the answer may take, where the flags do not say. */
  readonly timeoutMilliseconds?: number;
  /** The path as it may be shown, where it holds a secret. */
  readonly shownPath?: string;
  /** JSON, or form-encoded text. */
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
}

/** An answer with its body decoded: JSON as its value, anything else as undefined. */
export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
  /** The body as it came; always there in what {@link callApi} answers. */
  readonly text?: string;
  /** When the server invites the same request again (`Retry-After`): a number of seconds, or a date. */
  readonly retryAfter?: string | undefined;
}

/** Longer than a server gives a provider to refresh a token. */
const timeoutMilliseconds = 60_000;

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

/** What a request proves itself with: what the flags say in place of its own. */
function credentialsOf({ token, bearer }: ApiRequest, wire: Wire | undefined): Readonly<Record<string, string>> {
  const authorized = wire?.bearer ?? bearer;
  const sent = authorized ?? token;
  if (sent === undefined) return {};
  // RFC 9110 §5.5: a header has no line ends, and what lies beyond ASCII is no token of ours. A file's last line end is easily taken along.
  if (!/^[\x21-\x7e]+$/.test(sent))
    throw new CommandFailure('the token to send is empty, or has blanks, line ends or letters that no token has', undefined, {
      kind: 'validation_error',
    });
  return authorized === undefined ? { 'grantry-session-token': sent } : { authorization: `Bearer ${sent}` };
}

const flatten = (headers: IncomingMessage['headers']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value = '']) => [name, Array.isArray(value) ? value.join(', ') : value]));

/** Tells those who want to know of an answer. */
async function report(wire: Wire | undefined, response: IncomingMessage, received: string, milliseconds: number): Promise<void> {
  if (wire === undefined) return;
  const headers = flatten(response.headers);
  wire.heard(headers);
  if (!wire.isDebug) return;
  const { describeAnswer } = await import('./show-exchange.ts');
  for (const line of describeAnswer(response.statusCode ?? 0, milliseconds, { headers, body: received })) wire.say(line);
}

/**
 * Sends one request. Loading the client is most of a short command's time: `node:http` takes a third of what `fetch` does, and asked
 * for by `getBuiltinModule` half of what it does imported, since an import evaluates every lazy export, `fetch`'s library among them.
 *
 * @throws CommandFailure if the server cannot be reached, or answers too late.
 * @throws DryRunEnd if nothing is to be sent
 */
export async function callApi(asked: ApiRequest): Promise<ApiResponse> {
  const { url, path, method = 'GET', body } = asked;
  const server = parseServerUrl(url);
  const base = server.href.replace(/\/+$/, '');
  const wire = findWire();
  const [type, text] = encodeBody(body) ?? [];
  const headers: Readonly<Record<string, string>> = {
    accept: 'application/json',
    ...credentialsOf(asked, wire),
    ...(type === undefined || text === undefined ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) }),
    ...wire?.headers,
  };
  await announceRequest({ method, url: `${base}${asked.shownPath ?? path}`, headers, body: text ?? '' });
  const limit = wire?.timeoutMilliseconds ?? asked.timeoutMilliseconds;
  const { request } = server.protocol === 'https:' ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
  const options: RequestOptions = {
    method,
    agent: false, // a connection that is kept alive would keep the process too
    timeout: timeoutMilliseconds,
    headers,
  };
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => reject(connectionFailure(server, cause));
    const sent = request(`${base}${path}`, options, (response: IncomingMessage) => {
      let received = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        received += piece;
      });
      response.on('end', () => {
        const { statusCode: status = 0, headers: answered } = response;
        const answer = { status, body: decodeBody(received), text: received, retryAfter: answered['retry-after'] };
        report(wire, response, received, performance.now() - startedAt).then(() => resolve(answer), reject);
      });
      response.on('error', fail);
    });
    const giveUp = (milliseconds: number): unknown => sent.destroy(lateAnswer(milliseconds));
    // A server that answers a byte now and then is never silent: a limit that was named is for the whole answer.
    const timer = limit === undefined ? undefined : setTimeout(giveUp, limit, limit);
    sent.on('timeout', () => giveUp(timeoutMilliseconds));
    sent.on('close', () => clearTimeout(timer));
    sent.on('error', fail);
    sent.end(text);
  });
}
