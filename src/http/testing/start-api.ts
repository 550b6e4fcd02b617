import Fastify from 'fastify';
import type { ConfiguredProvider } from '../../broker/providers/configured-providers.ts';
import type { RoomSettings } from '../../server/room-settings.ts';
import { type OpenRooms, openRooms } from '../../server/rooms.ts';
import type { WorkloadSettings } from '../../server/workload/create-workload.ts';
import { apiPlugin } from '../api/plugin.ts';

/** What the REST API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
  readonly body: any;
}

/** The REST API on a port of its own, over an empty database in memory. */
export interface StartedApi {
  readonly url: string;
  readonly rooms: OpenRooms;
  /** Calls an operation, with `token` as bearer if there is one. */
  call(method: string, path: string, options?: { readonly token?: string; readonly body?: unknown }): Promise<ApiAnswer>;
  close(): Promise<void>;
}

/** Starts it; the test closes it. `providers` are those its environment would have, `workload` what it would say of workloads. */
export async function startApi(
  providers: readonly ConfiguredProvider[] = [],
  workload?: WorkloadSettings,
  more: Partial<RoomSettings> = {},
): Promise<StartedApi> {
  const rooms = await openRooms({
    database: 'sqlite::memory:',
    masterKey: Buffer.alloc(32, 1),
    accessUrl: 'http://127.0.0.1:4600',
    providers,
    ...(workload === undefined ? {} : { workload }),
    ...more,
  });
  const app = Fastify();
  await app.register(apiPlugin, { rooms });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    rooms,
    call: async (method, path, { token, body } = {}) => {
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
    },
    close: async () => {
      await app.close();
      await rooms.close();
    },
  };
}
