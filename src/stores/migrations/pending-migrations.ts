import { ConfigurationError } from '../../protocol/configuration-error.ts';
import type { Migration } from '../noun.ts';

/** Where both databases write down which migrations they have. */
export const schemaMigrationsTable = `create table if not exists schema_migrations (
  number integer primary key,
  name text not null,
  applied_at integer not null
)`;

/**
 * Decides which migrations are still to be run.
 *
 * @throws ConfigurationError when the database has one that this version does not know: a newer version has changed it, and what
 * this one would write could be wrong
 */
export function pendingMigrations(known: readonly Migration[], applied: readonly number[]): readonly Migration[] {
  const unknown = applied.filter((number) => !known.some((migration) => migration.number === number));
  if (unknown.length > 0) {
    throw new ConfigurationError(
      'GRANTRY_DATABASE',
      `a database that a newer version of Grantry has migrated (migration ${unknown.join(', ')} is unknown here)`,
      'a database of this version or an older one; upgrade Grantry to use this one',
    );
  }
  return known.filter(({ number }) => !applied.includes(number));
}
