import pg from 'pg';
import { ConfigurationError } from '../../protocol/configuration-error.ts';

/** `bigint` and `numeric`, by their object ids: what is kept is below 2^53, so both are numbers here. */
const numberTypes: readonly number[] = [20, 1700];

/** Enough for two batches of writes under way and the reads between them; PostgreSQL's own limit is 100 for all nodes. */
const maxConnections = 12;

const accepted = 'postgres://user:password@host:port/database';

/**
 * Makes the pool of connections. Nothing is connected yet.
 *
 * @throws ConfigurationError when the URL is not understood; it may hold a password and is not repeated
 */
export function createPool(url: string): pg.Pool {
  if (!URL.canParse(url)) throw new ConfigurationError('GRANTRY_DATABASE', 'a PostgreSQL URL that cannot be parsed', accepted);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'grantry',
    max: maxConnections,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    // A connection that died without a word must not hold its callers for ever.
    query_timeout: 30_000,
    // Statements are sent without waiting for the answers to those before them: a batch is one round trip, or few.
    pipeline: true,
    types: {
      getTypeParser: (oid, format) => (numberTypes.includes(oid) ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // An idle connection that ends is replaced when one is wanted; without a listener its error would end the process.
  pool.on('error', () => undefined);
  // The same for one that breaks while it is in use: whoever uses it is told by its own query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** What the URL says of the server, without its password. */
export function describeUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
