import { keyError } from './key-error.ts';
import { findNodeCrypto, type KeyObjectLike } from './node-crypto.ts';
import { readKeyBytes, readPem } from './read-pem.ts';

/** Signs with RSASSA-PKCS1-v1_5 and SHA-256: at once, or elsewhere and later. */
export type Sign = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

/** WebCrypto's key; its name is global only where the DOM's types are. */
type WebKey = Parameters<typeof crypto.subtle.sign>[1];

/** A private key in any form: the text or bytes of the file, or one that a crypto API holds. */
export type PrivateKey = string | Uint8Array | WebKey | KeyObjectLike;

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

const isCryptoKey = (key: object): key is WebKey => Object.prototype.toString.call(key) === '[object CryptoKey]';

const signWith =
  (key: WebKey): Sign =>
  async (bytes) =>
    new Uint8Array(await crypto.subtle.sign(algorithm.name, key, bytes));

/**
 * A key that is never brought across is kept by WebCrypto; `node:crypto`, where it exists, signs in the same turn instead of asking a
 * thread.
 */
const signWithPkcs8 = (pkcs8: Uint8Array<ArrayBuffer>): Sign | Promise<Sign> => {
  const node = findNodeCrypto();
  if (node === undefined) return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']).then(signWith);
  const key = node.createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return (bytes) => node.sign('sha256', bytes, key);
};

/**
 * Reads a private key once and returns what signs with it.
 *
 * @throws an Error that says what was found instead of an RSA private key, and what to do
 */
export function createSigner(key: PrivateKey): Sign | Promise<Sign> {
  if (typeof key === 'string') return signWithPkcs8(readPem(key));
  if (key instanceof Uint8Array) return signWithPkcs8(readKeyBytes(new Uint8Array(key)));
  if (typeof key !== 'object' || key === null) throw keyError('', `a ${typeof key} was given`);
  if (isCryptoKey(key)) {
    if (key.algorithm.name === algorithm.name && key.usages.includes('sign')) return signWith(key);
    throw keyError('', `the CryptoKey is for ${key.algorithm.name} and ${key.usages.join(', ')}, not for signing with ${algorithm.name}`);
  }
  const node = findNodeCrypto();
  if (node === undefined || key.type !== 'private' || key.asymmetricKeyType !== 'rsa')
    throw keyError('', 'the object given is no RSA private key');
  return (bytes) => node.sign('sha256', bytes, key);
}
