import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ProviderType } from '../../../src/broker/providers/provider-type.ts';

/** What a request to the upstream said. */
export interface Heard {
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly members: Readonly<Record<string, unknown>>;
}

/** How an upstream of one type behaves. */
export interface UpstreamOptions {
  readonly type: ProviderType;
  /** The path of its authorization page, for types at no place of their own. */
  readonly authPath?: string | undefined;
  /** What its token endpoint answers, the first time and after. */
  readonly tokens: (nth: number) => object;
  /** What its API answers with status 200, by path. */
  readonly api: Readonly<Record<string, unknown>>;
}

/** A local server with the endpoints of a type at the paths the type knows. It checks nothing, and keeps what it hears. */
export interface TypeUpstream extends AsyncDisposable {
  /** The settings that move the type's endpoints here. */
  readonly settings: Readonly<Record<string, string>>;
  readonly authorizations: readonly Readonly<Record<string, string>>[];
  readonly tokenRequests: readonly Heard[];
  readonly revocations: readonly Heard[];
}

/** With the id of the client every test has. */
const filled = (url: string | undefined): string | undefined => url?.replace('{client_id}', 'c');
const pathOf = (url: string | undefined): string | undefined => url && new URL(filled(url) ?? '', 'https://here').pathname;

async function hear(request: IncomingMessage): Promise<Heard> {
  const body = await text(request);
  const { 'content-type': contentType, authorization } = request.headers;
  const members = contentType === 'application/json' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  return { contentType, authorization, members };
}

/** Starts one on a free port of the loopback interface. */
export async function startTypeUpstream({ type, authPath, tokens, api }: UpstreamOptions): Promise<TypeUpstream> {
  const { defaults } = type;
  const derived = type.derive?.({ authUrl: new URL(defaults.authUrl ?? `https://here${authPath}`), scopes: defaults.scopes ?? [] });
  const paths = {
    auth: pathOf(defaults.authUrl) ?? authPath ?? '/authorize',
    token: pathOf(derived?.tokenUrl ?? defaults.tokenUrl) ?? '/token',
    revoke: pathOf(defaults.revokeUrl),
    validate: pathOf(derived?.validateUrl ?? defaults.validateUrl),
  };
  const authorizations: Readonly<Record<string, string>>[] = [];
  const tokenRequests: Heard[] = [];
  const revocations: Heard[] = [];

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://here');
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (url.pathname === paths.auth) {
      const asked = Object.fromEntries(url.searchParams);
      authorizations.push(asked);
      const location = `${asked.redirect_uri}?${new URLSearchParams({ code: 'code-1', state: asked.state ?? '' })}`;
      response.writeHead(302, { location }).end();
    } else if (url.pathname === paths.token) {
      tokenRequests.push(await hear(request));
      answer(200, tokens(tokenRequests.length));
    } else if (url.pathname === paths.revoke) {
      revocations.push(await hear(request));
      answer(type.revokedStatus ?? 200, type.revokedStatus === 204 ? '' : { ok: true });
    } else if (Object.hasOwn(api, url.pathname)) answer(200, api[url.pathname]);
    else answer(url.pathname === paths.validate ? 200 : 404, {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is no string

  const moved = (url: string | undefined): string =>
    url?.startsWith('https:') ? base + filled(url.slice(new URL(url).origin.length)) : '';
  return {
    settings: {
      auth_url: base + paths.auth,
      // What the type derives or puts on AUTH_URL's host is left to it.
      token_url: defaults.tokenUrl === undefined && derived?.tokenUrl === undefined ? base + paths.token : moved(defaults.tokenUrl),
      validate_url: moved(derived?.validateUrl ?? defaults.validateUrl),
      revoke_url: moved(defaults.revokeUrl),
      api_base_url: moved(defaults.apiBaseUrl),
    },
    authorizations,
    tokenRequests,
    revocations,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
