import { decodeBase64Url } from '../../wire/base64url.ts';
import { type JsonObject, textOf } from '../../wire/parse-object.ts';
import { type AlgorithmName, algorithms } from '../jwt/algorithms.ts';

/** A key WebCrypto verifies with. */
export type VerificationKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** The members of a public key, in the order of its thumbprint (RFC 7638 §3.2). */
const publicMembers: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  RSA: ['e', 'kty', 'n'],
  OKP: ['crv', 'kty', 'x'],
};
/** RFC 7518 §3.3 asks for 2048 bits; above 8192 a check takes long enough to be an attack. */
const minModulusBytes = 256;
const maxModulusBytes = 1024;
/** An exponent is small, or verifying is slow. */
const maxExponentLength = 8;

/** The public part of a JWK; undefined if it is of no kind we know, or lacks a member. */
export function readPublicMembers(jwk: JsonObject): Readonly<Record<string, string>> | undefined {
  const kty = textOf(jwk, 'kty') ?? '';
  const names = Object.hasOwn(publicMembers, kty) ? publicMembers[kty] : undefined;
  const members = names?.map((name) => [name, textOf(jwk, name)] as const);
  if (members === undefined || members.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(members) as Record<string, string>; // none is undefined
}

function isRsaOfGoodSize({ n = '', e = '' }: Readonly<Record<string, string>>): boolean {
  const modulus = decodeBase64Url(n);
  if (modulus === undefined || e === '' || e.length > maxExponentLength) return false;
  const length = modulus.length - modulus.findIndex((byte) => byte !== 0);
  return length >= minModulusBytes && length <= maxModulusBytes;
}

/** Whether a key is one for an algorithm, as far as the key says (RFC 7517 §4). */
export function isKeyFor(jwk: JsonObject, name: AlgorithmName): boolean {
  const { kty, crv } = algorithms[name];
  if (jwk.kty !== kty || (crv !== undefined && jwk.crv !== crv)) return false;
  if (jwk.use !== undefined && jwk.use !== 'sig') return false;
  if (jwk.alg !== undefined && jwk.alg !== name && algorithms[name] !== algorithms[jwk.alg as AlgorithmName]) return false;
  return jwk.key_ops === undefined || (Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'));
}

/** Imports the public part of a JWK for an algorithm; undefined if WebCrypto, or our limits, will not have it. */
export async function importPublicKey(jwk: JsonObject, name: AlgorithmName): Promise<VerificationKey | undefined> {
  const members = readPublicMembers(jwk);
  if (members === undefined || !isKeyFor(jwk, name)) return undefined;
  if (members.kty === 'RSA' && !isRsaOfGoodSize(members)) return undefined;
  try {
    return await crypto.subtle.importKey('jwk', members, algorithms[name].importAs, false, ['verify']);
  } catch {
    return undefined;
  }
}
