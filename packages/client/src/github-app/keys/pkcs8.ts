import { derTag, encodeDer, readDer } from './der.ts';

/** rsaEncryption, 1.2.840.113549.1.1.1 */
const rsaObjectId = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const rsaAlgorithm = Uint8Array.from([...rsaObjectId, 0x05, 0x00]);
const versionZero = Uint8Array.from([derTag.integer, 1, 0]);

/**
 * Puts an RSA private key of PKCS#1, the form GitHub hands out, into PKCS#8, the only one WebCrypto reads.
 *
 * @see RFC 5208 §5
 */
export const wrapPkcs1 = (pkcs1: Uint8Array): Uint8Array<ArrayBuffer> =>
  encodeDer(derTag.sequence, versionZero, encodeDer(derTag.sequence, rsaAlgorithm), encodeDer(derTag.octetString, pkcs1));

/** What a DER document is: told by what follows its version. */
export type DerKey = 'pkcs1' | 'pkcs8' | 'pkcs8 of another algorithm' | undefined;

/** Tells the forms of an unencrypted private key apart by their structure, whatever a label says. */
export function recognizeDer(der: Uint8Array): DerKey {
  const outer = readDer(der, 0);
  if (outer?.tag !== derTag.sequence) return undefined;
  const version = readDer(der, outer.start);
  if (version?.tag !== derTag.integer) return undefined;
  const next = readDer(der, version.end);
  if (next?.tag === derTag.integer) return 'pkcs1';
  if (next?.tag !== derTag.sequence) return undefined;
  return rsaObjectId.every((byte, index) => der[next.start + index] === byte) ? 'pkcs8' : 'pkcs8 of another algorithm';
}
