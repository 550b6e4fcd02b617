import type { Mint } from '../../protocol/mint.ts';
import type { Clock } from '../../protocol/units.ts';
import type { Database } from '../database.ts';
import type { KeyringChange } from './data-key.ts';
import type { Keyring } from './keyring.ts';

/** What makes a key's id and time. */
export interface KeyOrigin {
  readonly clock: Clock;
  readonly mint: Pick<Mint, 'id'>;
}

/** The change that makes a new active data key. */
export function insertNewDataKey(keyring: Keyring, { clock, mint }: KeyOrigin): KeyringChange {
  const id = mint.id();
  const dataKey = { id, wrapped: keyring.wrapNewKey(id), state: 'active', createdAt: clock(), retiredAt: undefined } as const;
  return { change: 'insert_data_key', dataKey };
}

/**
 * Reads the data keys, and makes the first one in a new database.
 *
 * @throws ConfigurationError when the master key does not open them
 */
export async function loadOrCreateDataKeys(database: Database, keyring: Keyring, origin: KeyOrigin): Promise<void> {
  await keyring.reload();
  if (keyring.activeKeyId !== undefined) return;
  // A conflict means that another process made it: there is one now, whoever made it.
  await database.commit([insertNewDataKey(keyring, origin)]);
  await keyring.reload();
}
