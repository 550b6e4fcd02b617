import { createSecretKey } from 'node:crypto';
import { ConfigurationError } from '../protocol/configuration-error.ts';
import type { Mint } from '../protocol/mint.ts';
import { type Clock, epochSeconds } from '../protocol/units.ts';
import type { Database, OnCommit } from './database.ts';
import type { DriverSettings } from './driver-settings.ts';
import { Keyring } from './keyring/keyring.ts';
import { loadOrCreateDataKeys } from './keyring/new-data-key.ts';
import { resealingNoun, type SealedColumn, sealedColumnsOf } from './keyring/sealed-columns.ts';
import { migrations as registeredMigrations } from './migrations/registry.ts';
import { createMint } from './mint.ts';
import type { Migration, Noun } from './noun.ts';
import { listDataKeys } from './nouns/data-keys.ts';
import { nouns as registeredNouns } from './nouns/registry.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { sweepingNoun } from './sweep.ts';

/** Which database, and what it needs. */
export interface DatabaseSettings {
  /** `sqlite:<path>`, or `postgres://user:password@host:port/name`. */
  readonly url: string;
  /** 32 bytes that wrap the data keys. */
  readonly masterKey: Uint8Array;
  readonly onCommit?: OnCommit | undefined;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** @default a mint of its own */
  readonly mint?: Pick<Mint, 'id'>;
  /** @default every registered noun */
  readonly nouns?: readonly Noun[];
  /** @default every registered migration */
  readonly migrations?: readonly Migration[];
}

/** A database with its keyring: the `KeyringParts` that rotation and status work on. */
export interface OpenDatabase extends Database {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly sealedColumns: readonly SealedColumn[];
}

const systemClock: Clock = () => epochSeconds(Math.floor(Date.now() / 1000));

/**
 * Opens the database, migrates it, and opens its keyring.
 *
 * @throws ConfigurationError when the URL is not understood, the database cannot be used, a newer version has migrated it, or the
 * master key is another one's
 */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  const { masterKey, clock = systemClock, mint = createMint(), nouns = registeredNouns, migrations = registeredMigrations } = settings;
  // The keyring reads its keys from the database, which seals with the keyring: the question is asked only once both are there.
  const keyring: Keyring = new Keyring(createSecretKey(masterKey), () => database.askMany(listDataKeys, {}));
  const database = await openDriver(settings.url, {
    nouns: [...nouns, resealingNoun(nouns), sweepingNoun(nouns)],
    migrations,
    sealer: keyring,
    onCommit: settings.onCommit,
  });
  try {
    await loadOrCreateDataKeys(database, keyring, { clock, mint });
  } catch (error) {
    await database.close();
    throw error;
  }
  return { ...database, database, keyring, sealedColumns: sealedColumnsOf(nouns) };
}

/** PostgreSQL's driver costs 20 ms to load: it is loaded when it is wanted. */
async function openDriver(url: string, settings: DriverSettings): Promise<Database> {
  const [scheme = ''] = url.split(':', 1);
  switch (scheme) {
    case 'sqlite':
      return openSqlite(sqlitePathOf(url), settings);
    case 'postgres':
    case 'postgresql':
      return (await import('./postgres/open-postgres.ts')).openPostgres(url, settings);
    default:
      // The URL may hold a password: only its scheme is repeated.
      throw new ConfigurationError('GRANTRY_DATABASE', `a URL of scheme "${scheme}"`, 'sqlite:<path> or postgres://…');
  }
}

function sqlitePathOf(url: string): string {
  const path = url.slice('sqlite:'.length);
  if (path === '') throw new ConfigurationError('GRANTRY_DATABASE', 'sqlite: without a path', 'sqlite:<path>');
  return path;
}
