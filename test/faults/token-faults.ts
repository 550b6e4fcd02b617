import type { FailureClass } from '../../src/broker/model/connection.ts';
import type { ProxyFault, RealAnswer } from '../support/fault-proxy.ts';

/** A way in which a token endpoint, or what stands before it, can fail. */
export interface TokenFault {
  readonly name: string;
  /** `refused` is a port where nobody listens. */
  readonly fault: ProxyFault | 'refused';
  /** Whether the provider did what was asked, so that a provider that rotates has replaced the refresh token. */
  readonly isDone: boolean;
  /** How the answer is to be judged; undefined if it brings tokens all the same. */
  readonly class: FailureClass | undefined;
  /** What the user is told. */
  readonly cause: RegExp;
}

const say =
  (status: number, headers: Readonly<Record<string, string>>, body: string): ProxyFault =>
  ({ response }) =>
    void response.writeHead(status, headers).end(body);
const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): ProxyFault =>
  say(status, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
const html = '<!doctype html><title>Bad gateway</title><p>access_token=no</p>';
const asHtml = { 'content-type': 'text/html' };

/** The provider does what is asked; then something else happens to its answer. */
const done =
  (then: (exchange: Parameters<ProxyFault>[0], answer: RealAnswer) => void): ProxyFault =>
  async (exchange) =>
    then(exchange, await exchange.ask());

const asForm = (body: string): string =>
  new URLSearchParams(
    Object.entries(JSON.parse(body) as object).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

const sendSlowly: ProxyFault = done(({ response }, { headers, body }) => {
  response.writeHead(200, headers);
  const letters = body[Symbol.iterator]();
  const timer = setInterval(() => response.write(letters.next().value ?? ' '), 50);
  response.on('close', () => clearInterval(timer));
});

const sendMegabytes: ProxyFault = done(({ response }, { headers, body }) => {
  response.writeHead(200, headers).write(body.slice(0, -1));
  const more = `,"padding":"${'x'.repeat(65_536)}"`;
  const pump = (): void => {
    while (!response.destroyed && response.write(more));
    response.once('drain', pump);
  };
  pump();
});

const kept = (name: string, fault: TokenFault['fault'], cause: RegExp, failure: FailureClass = 'transient'): TokenFault => ({
  name,
  fault,
  isDone: false,
  class: failure,
  cause,
});
const lost = (name: string, fault: ProxyFault, cause: RegExp): TokenFault => ({ name, fault, isDone: true, class: 'transient', cause });

/** Every fault of a token endpoint that is tested, each against every kind of provider. */
export const tokenFaults: readonly TokenFault[] = [
  kept('a refused connection', 'refused', /could not be reached \(ECONNREFUSED\)/),
  kept('silence before the provider was asked', () => undefined, /did not answer within/),
  kept('a reset before the provider was asked', ({ response }) => void response.socket?.resetAndDestroy(), /could not be reached/),
  kept('a 500', say(500, {}, 'oops'), /status 500/),
  kept('a 502 with a page', say(502, asHtml, html), /status 502/),
  kept('a 503 in OAuth’s words', json(503, { error: 'temporarily_unavailable' }), /temporarily_unavailable/),
  kept('a 429', say(429, {}, 'slow down'), /status 429/),
  kept('a 429 with Retry-After in seconds', say(429, { 'retry-after': '40' }, ''), /status 429/),
  kept('a 429 with Retry-After as a date', say(429, { 'retry-after': new Date(Date.now() + 40_000).toUTCString() }, ''), /status 429/),
  kept('a 403 of a rate limit', json(403, { message: 'limit' }, { 'x-ratelimit-remaining': '0' }), /status 403/),
  kept('a page with status 200', say(200, asHtml, html), /status 200 without an access token/),
  kept('a page with status 400', say(400, asHtml, html), /status 400/),
  kept('200 with an error that passes', json(200, { error: 'slow_down' }), /slow_down/),
  kept('a redirect', say(302, { location: 'http://127.0.0.1:9/' }, ''), /status 302/, 'configuration'),
  kept('a 404 with a page', say(404, asHtml, html), /status 404/, 'configuration'),
  kept('refused credentials', json(401, { error: 'invalid_client' }), /invalid_client/, 'configuration'),
  kept(
    'GitHub’s 200 with an error',
    json(200, { error: 'bad_refresh_token', error_description: 'The refresh token is gone.' }),
    /^bad_refresh_token: The refresh token is gone\.$/,
    'terminal',
  ),
  kept('an end', json(400, { error: 'invalid_grant', error_description: 'revoked' }), /^invalid_grant: revoked$/, 'terminal'),
  lost(
    'silence after the provider was asked',
    done(() => undefined),
    /did not answer within/,
  ),
  lost(
    'a reset after the provider was asked',
    done(({ response }) => response.socket?.resetAndDestroy()),
    /could not be reached/,
  ),
  lost(
    'a gateway that gave up waiting',
    done(({ response }) => response.writeHead(504).end()),
    /status 504/,
  ),
  lost(
    'an answer that became a page',
    done(({ response }) => response.writeHead(200, asHtml).end(html)),
    /without an access token/,
  ),
  lost(
    'half a JSON',
    done(({ response }, { headers, body }) => response.writeHead(200, headers).end(body.slice(0, body.length / 2))),
    /without an access token/,
  ),
  lost(
    'a length that is too long',
    done(({ response }, { headers, body }) => {
      response.writeHead(200, { ...headers, 'content-length': body.length + 10 });
      response.write(body, () => response.destroy());
    }),
    /could not be reached/,
  ),
  lost(
    'a length that is too short',
    done(({ response }, { body }) => response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n${body}`)),
    /without an access token/,
  ),
  lost('megabytes', sendMegabytes, /larger than/),
  lost('an answer letter by letter', sendSlowly, /did not answer within/),
  {
    name: 'a form-encoded answer',
    fault: done(({ response }, { body }) =>
      response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded' }).end(asForm(body)),
    ),
    isDone: true,
    class: undefined,
    cause: /^$/,
  },
];
