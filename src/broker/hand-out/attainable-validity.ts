import { type Seconds, seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';

/**
 * How long a token can be asked to live: as long as is wanted, but at most nine tenths of what its provider gives. Otherwise whoever
 * wants a day of a token that lives an hour would have it renewed each time they ask.
 */
export function attainableValidity(
  { expiresAt, lastRefreshedAt, updatedAt }: Pick<Connection, 'expiresAt' | 'lastRefreshedAt' | 'updatedAt'>,
  wanted: Seconds,
): Seconds {
  if (expiresAt === undefined) return wanted;
  const issuedAt = lastRefreshedAt ?? updatedAt;
  return seconds(Math.min(wanted, Math.max(0, Math.floor((expiresAt - issuedAt) * 0.9))));
}
