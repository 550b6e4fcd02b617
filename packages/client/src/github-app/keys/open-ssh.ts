import { derTag, encodeDer } from './der.ts';

const magic = 'openssh-key-v1\0';

const toBigInt = (bytes: Uint8Array): bigint => {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
};

const derInteger = (value: bigint): Uint8Array => {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = Uint8Array.from(even.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return encodeDer(derTag.integer, Uint8Array.of(...((bytes[0] ?? 0) >= 0x80 ? [0] : [])), bytes); // a sign bit would make it negative
};

/** Reads length-prefixed values one after the other. */
const reader = (bytes: Uint8Array): { readonly number: () => number; readonly bytes: () => Uint8Array; readonly text: () => string } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const number = (): number => {
    at += 4;
    return view.getUint32(at - 4);
  };
  const take = (): Uint8Array => {
    const size = number();
    if (at + size > bytes.length) throw new RangeError('The key ends early.');
    at += size;
    return bytes.subarray(at - size, at);
  };
  return { number, bytes: take, text: () => new TextDecoder().decode(take()) };
};

/**
 * Turns what `ssh-keygen` writes by default into PKCS#1.
 *
 * @throws a RangeError if it is encrypted, no RSA key, or damaged; its message says which
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
export function convertOpenSsh(key: Uint8Array): Uint8Array<ArrayBuffer> {
  if (new TextDecoder().decode(key.subarray(0, magic.length)) !== magic) throw new RangeError('It is damaged.');
  const outer = reader(key.subarray(magic.length));
  if (outer.text() !== 'none') throw new RangeError('It is encrypted with a passphrase.');
  outer.bytes(); // key derivation: none
  outer.bytes();
  outer.number(); // how many keys: there is only ever one
  outer.bytes(); // the public key, which the private one repeats

  const inner = reader(outer.bytes());
  inner.number(); // two equal numbers that would show a wrong passphrase
  inner.number();
  const type = inner.text();
  if (type !== 'ssh-rsa') throw new RangeError(`It is a key of type ${type}; a GitHub App signs with RSA.`);
  const [n, e, d, inverse, p, q] = Array.from({ length: 6 }, () => toBigInt(inner.bytes()));
  if (n === undefined || e === undefined || d === undefined || inverse === undefined || p === undefined || q === undefined)
    throw new RangeError('The key ends early.');
  return encodeDer(derTag.sequence, ...[0n, n, e, d, p, q, d % (p - 1n), d % (q - 1n), inverse].map(derInteger));
}
