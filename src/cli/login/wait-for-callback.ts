import { once } from 'node:events';
import { createServer } from 'node:http';
import { CommandFailure } from '../command-failure.ts';

/** A listener on loopback that the browser comes back to. */
export interface CallbackListener {
  /** @see RFC 8252 §7.3: any port, and the address rather than `localhost` */
  readonly redirectUri: string;
  /**
   * The code of the authorization response.
   *
   * @throws CommandFailure if the person or the server said no, or nobody came in time
   */
  readonly code: Promise<string>;
  close(): void;
}

/** What the authorization response must carry. */
export interface ExpectedResponse {
  readonly state: string;
  readonly issuer: string;
}

const waitMilliseconds = 10 * 60_000;

const page = (words: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Grantry</title><p>${words}</p></html>`;

/** Judges the authorization response (RFC 6749 §4.1.2), with its issuer (RFC 9207 §2.4). */
function readResponse(query: URLSearchParams, { state, issuer }: ExpectedResponse): string | CommandFailure | undefined {
  if (query.get('state') !== state) return undefined; // somebody else's request; the person may still come
  if (query.get('iss') !== null && query.get('iss') !== issuer) return new CommandFailure('the answer came from another server');
  const error = query.get('error');
  if (error !== null) return new CommandFailure(`the sign-in was refused: ${query.get('error_description') ?? error}`);
  return query.get('code') ?? new CommandFailure('the server answered without a code');
}

/** Listens on a free port of 127.0.0.1 until the browser brings the authorization response. */
export async function waitForCallback(expected: ExpectedResponse): Promise<CallbackListener> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  promise.catch(() => undefined); // it is awaited later, and may be rejected before
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const outcome = pathname === '/callback' ? readResponse(searchParams, expected) : undefined;
    const isCode = typeof outcome === 'string';
    const words = isCode ? 'You are signed in. You can close this page.' : 'You are not signed in. The terminal says why.';
    response.writeHead(outcome === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(page(words));
    if (isCode) resolve(outcome);
    else if (outcome !== undefined) reject(outcome);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  const timer = setTimeout(() => reject(new CommandFailure('nobody signed in within ten minutes')), waitMilliseconds);
  return {
    redirectUri: `http://127.0.0.1:${address.port}/callback`,
    code: promise,
    close: () => {
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
    },
  };
}
