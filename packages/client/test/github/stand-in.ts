import { type Answer, type Asked, refuse } from './answer.ts';
import { type Installation, Installations } from './installations.ts';
import { appKeys } from './keys.ts';
import { Users, type UserTokenSettings } from './users.ts';

/** What a stand-in is like. */
export interface GitHubOptions {
  readonly installations?: readonly Installation[];
  readonly userTokens?: UserTokenSettings['kind'];
  /** Milliseconds GitHub's clock is ahead of ours. */
  readonly clockAheadMs?: number;
  /** Hosts it answers to besides github.com's. */
  readonly baseUrl?: string;
  /** @default true; proxies may take it away */
  readonly sendsDate?: boolean;
}

export const appId = 1;
export const clientId = 'lv1.1234567890abcdef';
export const clientSecret = '1234567890abcdef12341234567890abcdef1234';

/** What an app's strategy needs to know. */
export const appOptions: { readonly appId: number; readonly privateKey: string; readonly clientId: string; readonly clientSecret: string } =
  {
    appId,
    privateKey: appKeys.privateKey,
    clientId,
    clientSecret,
  };

/**
 * GitHub as far as its tokens go, with the faults it has: clocks that differ, servers that learn of tokens late, suspensions, refusals.
 *
 * It is a `fetch`, so that time can be a test's; `listen-stand-in.ts` puts it behind a socket.
 */
export class GitHub {
  readonly installations: Installations;
  readonly users: Users;
  /** Everything asked, in order. */
  readonly asked: Asked[] = [];
  readonly #options: GitHubOptions;

  constructor(options: GitHubOptions = {}) {
    this.#options = options;
    const now = (): number => Date.now() + (options.clockAheadMs ?? 0);
    const app = { appId, clientId, publicKey: appKeys.publicKey };
    this.installations = new Installations(app, options.installations ?? [{ id: 123 }], now);
    this.users = new Users({ clientId, clientSecret, kind: options.userTokens ?? 'github-app' }, now);
  }

  /** Requests with this in their `METHOD path`. */
  count(text: string): number {
    return this.asked.filter(({ method, path }) => `${method} ${path}`.includes(text)).length;
  }

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => this.answer(new Request(input, init));

  async answer(request: Request): Promise<Response> {
    const { host, href } = new URL(request.url);
    const text = await request.text();
    const base = this.#options.baseUrl ?? 'https://api.github.com';
    const path = href.startsWith(base) ? href.slice(base.length) : href.replace(/^https?:\/\/[^/]+/, '');
    const asked: Asked = {
      method: request.method,
      path,
      host,
      authorization: request.headers.get('authorization') ?? undefined,
      body: text === '' ? undefined : JSON.parse(text),
    };
    this.asked.push(asked);
    return this.#toResponse(this.#answer(asked));
  }

  #answer(asked: Asked): Answer {
    for (const route of [...this.users.routes, ...this.installations.routes]) {
      const answer = route(asked);
      if (answer !== undefined) return answer;
    }
    return refuse(404, 'Not Found');
  }

  #toResponse({ status, body, headers = {} }: Answer): Response {
    const date = new Date(Date.now() + (this.#options.clockAheadMs ?? 0)).toUTCString();
    const always = this.#options.sendsDate === false ? {} : { date };
    if (body === undefined) return new Response(null, { status, headers: { ...always, ...headers } });
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...always, ...headers },
    });
  }
}
