import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationError } from '../../protocol/configuration-error.ts';

const keyBytes = 32;
const accepted = '32 bytes as 64 hexadecimal digits or as base64, e.g. from: openssl rand -base64 32';

/**
 * Reads a master key as text.
 *
 * @param setting - the setting that holds it, for the error
 * @throws ConfigurationError when it is not 32 bytes; the text itself is not repeated
 */
export function parseMasterKey(setting: string, text: string): Uint8Array {
  const trimmed = text.trim();
  const isHex = /^[0-9a-f]{64}$/i.test(trimmed);
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed);
  if (!isHex && !isBase64) throw new ConfigurationError(setting, `text of ${trimmed.length} letters`, accepted);
  return Buffer.from(trimmed, isHex ? 'hex' : 'base64');
}

/** A master key kept in a file, and whether the file was just made: the operator is told then. */
export interface MasterKeyFile {
  readonly masterKey: Uint8Array;
  readonly isNew: boolean;
}

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ConfigurationError('GRANTRY_MASTER_KEY_FILE', `${path}, which cannot be read (${String(error)})`, 'a file that may be read');
  }
};

/**
 * Reads the master key beside the database, or makes one that only the owner may read. Two processes that start at once end up
 * with the same key.
 *
 * @throws ConfigurationError when the file holds no key, or cannot be read
 */
export function readOrCreateMasterKey(path: string): MasterKeyFile {
  const found = readIfThere(path);
  if (found !== undefined) return { masterKey: parseMasterKey('GRANTRY_MASTER_KEY_FILE', found), isNew: false };
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flush: true });
  let isNew = true;
  try {
    // A link does not replace a file that appeared meanwhile, and never shows a file half written.
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    isNew = false;
  } finally {
    rmSync(draft, { force: true });
  }
  return { masterKey: parseMasterKey('GRANTRY_MASTER_KEY_FILE', readFileSync(path, 'utf8')), isNew };
}
