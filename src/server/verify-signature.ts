import { createHmac, createPublicKey, type JsonWebKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import type { VerifyMac, VerifySignature } from '../engine/ports.ts';
import type { PublicJwk } from '../protocol/jose/jwk.ts';
import { signatureRecipes } from './signature-recipes.ts';

const macDigests: ReadonlyMap<string, string> = new Map([
  ['HS256', 'sha256'],
  ['HS384', 'sha384'],
  ['HS512', 'sha512'],
]);

/** RFC 7518 §3.3 */
const minRsaBits = 2048;
/** Above this a verification takes long enough to be an attack. */
const maxRsaBits = 8192;

function importKey(jwk: PublicJwk): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }); // its members were checked to be text
    const bits = key.asymmetricKeyDetails?.modulusLength;
    return bits === undefined || (bits >= minRsaBits && bits <= maxRsaBits) ? key : undefined;
  } catch {
    return undefined; // a point off the curve, a modulus that is none
  }
}

/** Makes the verifier of signatures. A key is imported once for as long as its JWK is kept. */
export function createVerifySignature(): VerifySignature {
  const imported = new WeakMap<PublicJwk, { readonly key: KeyObject | undefined }>();
  return (jws, jwk) => {
    const recipe = signatureRecipes.get(jws.header.alg);
    let known = imported.get(jwk);
    if (known === undefined) {
      known = { key: importKey(jwk) };
      imported.set(jwk, known);
    }
    if (recipe === undefined || known.key === undefined) return false;
    return verify(recipe.digest, Buffer.from(jws.signingInput), { key: known.key, ...recipe.options }, jws.signature);
  };
}

/** Checks an HMAC in time that does not depend on how much of it is right. */
export const verifyMac: VerifyMac = ({ header, signingInput, signature }, secret) => {
  const digest = macDigests.get(header.alg);
  if (digest === undefined) return false;
  const expected = createHmac(digest, secret.reveal()).update(signingInput).digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
};
