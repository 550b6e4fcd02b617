import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { fillRandom } from '../random-pool.ts';
import type { Place } from '../sealer.ts';

const nonceBytes = 12;
const tagBytes = 16;

/** How sealed text begins: a version, so that the form may change, and the id of the key that opens it. */
export const sealedPrefix = (keyId: string): string => `s1.${keyId}.`;

const sealedForm = /^s1\.([0-9A-Za-z]+)\.([\w-]+)$/;

/** The place is authenticated with the text: a value copied to another row, column or table does not open there. */
const bindingOf = (prefix: string, { table, column, row }: Place): Buffer => Buffer.from(`${prefix}\n${table}\n${column}\n${row}`);

/**
 * Encrypts text with AES-256-GCM: `s1.<key id>.<base64url of nonce, ciphertext and tag>`.
 *
 * @see NIST SP 800-38D §8.3: a key seals at most 2^32 values with random nonces
 */
export function sealText(keyId: string, key: KeyObject, place: Place, text: string): string {
  const prefix = sealedPrefix(keyId);
  const nonce = fillRandom(Buffer.allocUnsafe(nonceBytes));
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(bindingOf(prefix, place));
  const ciphertext = cipher.update(text, 'utf8');
  cipher.final();
  return prefix + Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]).toString('base64url');
}

/**
 * The id of the key that sealed a value.
 *
 * @throws Error when it is no sealed value: text in a sealed column that nobody encrypted is not believed
 */
export function keyIdOf(sealed: string): string {
  const keyId = sealedForm.exec(sealed)?.[1];
  if (keyId === undefined) throw new Error('a value in a sealed column is not sealed');
  return keyId;
}

/**
 * Decrypts sealed text.
 *
 * @throws Error when it was sealed with another key, for another place, or altered
 */
export function openText(keyId: string, key: KeyObject, place: Place, sealed: string): string {
  const prefix = sealedPrefix(keyId);
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(bindingOf(prefix, place));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    const text = decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes), undefined, 'utf8');
    return text + decipher.final('utf8');
  } catch (cause) {
    throw new Error(`a sealed value of ${place.table}.${place.column} does not open: it was altered, or belongs elsewhere`, { cause });
  }
}
