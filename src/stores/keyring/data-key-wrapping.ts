import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { openText, sealText } from './sealed-text.ts';

const masterKeyId = 'master';
const placeOf = (keyId: string): { table: string; column: string; row: string } => ({ table: 'data_keys', column: 'wrapped', row: keyId });

/** Makes a data key and wraps it with the master key. */
export function createWrappedKey(masterKey: KeyObject, keyId: string): string {
  return sealText(masterKeyId, masterKey, placeOf(keyId), randomBytes(32).toString('base64url'));
}

/**
 * Unwraps a data key.
 *
 * @throws ConfigurationError when it was wrapped with another master key
 */
export function unwrapKey(masterKey: KeyObject, keyId: string, wrapped: string): KeyObject {
  try {
    return createSecretKey(openText(masterKeyId, masterKey, placeOf(keyId), wrapped), 'base64url');
  } catch {
    throw new ConfigurationError(
      'GRANTRY_MASTER_KEY',
      `a key that does not open this database's data key ${keyId}`,
      'the master key this database was made with',
    );
  }
}
