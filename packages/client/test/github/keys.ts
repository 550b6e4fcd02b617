import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key pair as GitHub makes one for an app: the private half in PKCS#1, as a text. Made once, for all tests of a file. */
export interface AppKeys {
  readonly privateKey: string;
  readonly privateKeyObject: KeyObject;
  readonly publicKey: KeyObject;
}

/** Makes a key pair. */
export function makeAppKeys(): AppKeys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    privateKeyObject: privateKey,
    publicKey: createPublicKey(privateKey),
  };
}

/** The pair most tests use. */
export const appKeys: AppKeys = makeAppKeys();
