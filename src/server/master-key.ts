import { join } from 'node:path';
import type { Secret } from '../protocol/secret.ts';
import { parseMasterKey, readOrCreateMasterKey } from '../stores/keyring/master-key.ts';

/** Where the master key comes from. */
export interface MasterKeySettings {
  /** The key itself, as text. */
  readonly masterKey: Secret | undefined;
  /** A file that holds it. */
  readonly masterKeyFile: string | undefined;
  readonly dataDir: string;
}

/** The key, and the file it was just made in, if it was. */
export interface FoundMasterKey {
  readonly masterKey: Uint8Array;
  readonly madeIn: string | undefined;
}

/**
 * The key that wraps all others: from the settings, or else from a file beside the database, which is made on the first start.
 *
 * @throws ConfigurationError when it is not 32 bytes, or the file cannot be read.
 */
export function findMasterKey({ masterKey, masterKeyFile, dataDir }: MasterKeySettings): FoundMasterKey {
  if (masterKey !== undefined) return { masterKey: parseMasterKey('GRANTRY_MASTER_KEY', masterKey.reveal()), madeIn: undefined };
  const path = masterKeyFile ?? join(dataDir, 'master.key');
  const file = readOrCreateMasterKey(path);
  return { masterKey: file.masterKey, madeIn: file.isNew ? path : undefined };
}
