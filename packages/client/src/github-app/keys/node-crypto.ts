/** A private key of `node:crypto`, as far as signing goes. */
export interface KeyObjectLike {
  readonly type: 'private' | 'public' | 'secret';
  readonly asymmetricKeyType?: string | undefined;
}

/** What is used of `node:crypto`. */
interface NodeCrypto {
  createPrivateKey(key: { key: Uint8Array; format: 'der'; type: 'pkcs8' }): KeyObjectLike;
  sign(algorithm: 'sha256', data: Uint8Array, key: KeyObjectLike): Uint8Array;
}

interface Process {
  getBuiltinModule?(name: 'node:crypto'): NodeCrypto | undefined;
}

/**
 * `node:crypto` where there is one. It is asked for at run time: an import would keep the library from loading elsewhere, and bundlers from
 * bundling it.
 */
export function findNodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as { process?: Process }; // declared by no library this compiles with
  return process?.getBuiltinModule?.('node:crypto');
}
