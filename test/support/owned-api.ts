import Fastify from 'fastify';
import { apiPlugin } from '../../src/http/api/plugin.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { type SetupResult, setUpOwner } from './server.ts';
import { configuredOf } from './test-broker.ts';

/** What the REST API answered. */
export interface ApiAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test looks into the body it asked for
  readonly body: any;
}

/** The REST API on a port of its own, over an empty database in memory, with its first user. */
export interface OwnedApi extends AsyncDisposable {
  readonly url: string;
  readonly rooms: OpenRooms;
  readonly owner: SetupResult;
  /** Calls an operation below `/api/v2`, as the owner unless there is another token. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<ApiAnswer>;
}

const isJson = ({ headers }: Response): boolean => /^application\/json\b/.test(headers.get('content-type') ?? '');

/** Starts one with these providers, each as an operator writes it. */
export async function startOwnedApi(...providers: readonly Readonly<Record<string, unknown>>[]): Promise<OwnedApi> {
  const rooms = await openRooms({
    database: 'sqlite::memory:',
    masterKey: Buffer.alloc(32, 1),
    accessUrl: 'https://grantry.test',
    providers: configuredOf(...providers),
  });
  const app = Fastify();
  await app.register(apiPlugin, { rooms });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const owner = await setUpOwner(url, (await createSetupLink(rooms.identity))?.reveal() ?? '');
  return {
    url,
    rooms,
    owner,
    call: async (method, path, body, token = owner.api_token) => {
      const type = body === undefined ? undefined : { 'content-type': 'application/json' };
      const response = await fetch(`${url}/api/v2${path}`, {
        method,
        headers: { 'coder-session-token': token, ...type },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : isJson(response) ? JSON.parse(text) : text };
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await rooms.close();
    },
  };
}
