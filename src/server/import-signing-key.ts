import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import type { GeneratedKey } from '../engine/keys/rotate-signing-key.ts';
import { findSigningAlgorithm } from '../engine/keys/signing-algorithms.ts';
import type { SigningAlgorithm } from '../engine/model/signing-key.ts';
import type { Mint } from '../protocol/mint.ts';
import { Secret } from '../protocol/secret.ts';
import { signatureRecipes } from './signature-recipes.ts';

/** RFC 7518 §3.3 */
const minModulusLength = 2048;
const kidLetters = /^[\x21-\x7e]{1,255}$/;
const publicMembers: readonly (keyof JsonWebKey & string)[] = ['kty', 'crv', 'x', 'y', 'n', 'e'];

/** The algorithm of a key that names none, by its type and curve; RSA keys must name theirs. */
const algorithmByCurve: Readonly<Record<string, SigningAlgorithm>> = { 'P-256': 'ES256', Ed25519: 'EdDSA' };
const typeByAlgorithm: Readonly<Record<SigningAlgorithm, string>> = { ES256: 'ec', RS256: 'rsa', PS256: 'rsa', EdDSA: 'ed25519' };

const textMembers = (jwk: JsonWebKey, names: readonly (keyof JsonWebKey & string)[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.flatMap((name) => (typeof jwk[name] === 'string' ? [[name, jwk[name]]] : [])));

/** Whether the two halves of a key belong together: a JWK says both, and they are believed as they stand. */
function isWhole(privateKey: KeyObject, publicKey: KeyObject, algorithm: SigningAlgorithm): boolean {
  const { digest = null, options = {} } = signatureRecipes.get(algorithm) ?? {};
  const message = Buffer.from('one key');
  return verify(digest, message, { key: publicKey, ...options }, sign(digest, message, { key: privateKey, ...options }));
}

/**
 * A signing key out of a private JWK; undefined if it is none, or one that services do not sign with.
 *
 * @see RFC 7517 §4, RFC 7518 §6
 */
export function importSigningKey(mint: Pick<Mint, 'id'>, jwk: Readonly<Record<string, unknown>>): GeneratedKey | undefined {
  const { kid, use } = jwk;
  const named = typeof jwk.alg === 'string' ? findSigningAlgorithm(jwk.alg) : algorithmByCurve[String(jwk.crv)];
  if (named === undefined || (use !== undefined && use !== 'sig')) return undefined;
  if (kid !== undefined && (typeof kid !== 'string' || !kidLetters.test(kid))) return undefined;
  try {
    const key = createPrivateKey({ key: { ...jwk } as JsonWebKey, format: 'jwk' }); // throws if it is none
    const { namedCurve, modulusLength = minModulusLength } = key.asymmetricKeyDetails ?? {};
    const fits = key.asymmetricKeyType === typeByAlgorithm[named] && (namedCurve === undefined || namedCurve === 'prime256v1');
    if (!fits || modulusLength < minModulusLength) return undefined;
    const publicKey = createPublicKey(key);
    if (!isWhole(key, publicKey, named)) return undefined;
    const id = mint.id();
    return {
      id,
      algorithm: named,
      publicJwk: { ...textMembers(publicKey.export({ format: 'jwk' }), publicMembers), kid: kid ?? id },
      privateJwk: new Secret(JSON.stringify(key.export({ format: 'jwk' }))),
    };
  } catch {
    return undefined;
  }
}
