import fastify from 'fastify';
import type { ConnectionTokens } from '../../src/broker/model/connection.ts';
import { apiPlugin } from '../../src/http/api/plugin.ts';
import { externalAuthPlugin } from '../../src/http/external-auth/plugin.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { testAccessUrl } from './link-account.ts';
import { ownerCredentials, type SetupResult, setUpOwner } from './server.ts';
import { configuredOf, testMasterKey, tokensUntil } from './test-broker.ts';
import { keepConnection } from './test-connection.ts';

/** What the server answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test looks into the body it asked for
  readonly body: any;
}

/** The REST API and the callback over an empty database, with an owner and an agent of theirs. */
export interface ExternalAuthApi extends AsyncDisposable {
  readonly url: string;
  readonly rooms: OpenRooms;
  readonly owner: SetupResult;
  readonly agentToken: string;
  /** Asks as the owner, below `/api/v2/external-auth`. */
  asUser(path: string, method?: string): Promise<ApiAnswer>;
  /** Asks as the owner's agent. */
  asAgent(query: string): Promise<ApiAnswer>;
  /** Asks as the owner's browser, which is signed in, with these cookies besides. */
  asBrowser(path: string, cookies?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  /** Keeps a connection of the owner whose token has so many seconds left. */
  keep(providerId: string, left: number, more?: Partial<ConnectionTokens>): Promise<void>;
}

/** Starts it with these providers, as an operator writes them. */
export async function startExternalAuthApi(...providers: readonly Readonly<Record<string, unknown>>[]): Promise<ExternalAuthApi> {
  const rooms = await openRooms({
    database: 'sqlite::memory:',
    masterKey: testMasterKey,
    accessUrl: testAccessUrl,
    providers: configuredOf(...providers),
  });
  const app = fastify({ forceCloseConnections: true });
  await app.register(apiPlugin, { rooms });
  await app.register(externalAuthPlugin, { rooms });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const owner = await setUpOwner(url, (await createSetupLink(rooms.identity))?.reveal() ?? '');

  const call = async (method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<ApiAnswer> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(url + path, { method, redirect: 'manual', headers: { ...type, ...headers }, ...sent });
    const answered = await response.text();
    return { status: response.status, headers: response.headers, body: answered.startsWith('{') ? JSON.parse(answered) : answered };
  };
  const user = { 'coder-session-token': owner.api_token };
  const agent = await call('POST', '/api/v2/agents', user, { name: 'builder' });
  const session = await call('POST', '/api/v2/users/login', {}, ownerCredentials);
  return {
    url,
    rooms,
    owner,
    agentToken: String(agent.body.token),
    asUser: (path, method = 'GET') => call(method, `/api/v2/external-auth${path}`, user),
    asAgent: (query) => call('GET', `/api/v2/workspaceagents/me/external-auth?${query}`, { 'coder-session-token': agent.body.token }),
    asBrowser: (path, cookies = {}) => {
      const all = { coder_session_token: String(session.body.session_token), ...cookies };
      const cookie = Object.entries(all).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return call('GET', path, { cookie: cookie.join('; ') });
    },
    keep: async (providerId, left, more = {}) => {
      const tokens = { ...tokensUntil(rooms.clock() + left), ...more };
      await keepConnection(rooms, tokens, owner.user_id, providerId);
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await rooms.close();
    },
  };
}
