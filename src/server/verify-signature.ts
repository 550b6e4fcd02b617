import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import { ownAlgorithm } from '../engine/keys/signing-algorithms.ts';
import type { VerifyMac, VerifySignature } from '../engine/ports.ts';
import { joseToDer } from './ecdsa-signature.ts';
import { createImportedKeys } from './imported-keys.ts';
import { signatureRecipes } from './signature-recipes.ts';

const macDigests: ReadonlyMap<string, string> = new Map([
  ['HS256', 'sha256'],
  ['HS384', 'sha384'],
  ['HS512', 'sha512'],
]);

/** Makes the verifier of signatures. */
export function createVerifySignature(): VerifySignature {
  const findKey = createImportedKeys();
  return ({ header: { alg }, signingInput, signature }, jwk) => {
    const recipe = signatureRecipes.get(alg);
    const key = findKey(jwk);
    if (recipe === undefined || key === undefined) return false;
    const input = Buffer.from(signingInput);
    // ES256 goes a way of its own, since an options object beside the key takes a slow path in Node 24.
    if (alg !== ownAlgorithm) return verify(recipe.digest, input, { key, ...recipe.options }, signature);
    const der = joseToDer(signature);
    return der !== undefined && verify(recipe.digest, input, key, der);
  };
}

/** Checks an HMAC in time that does not depend on how much of it is right. */
export const verifyMac: VerifyMac = ({ header, signingInput, signature }, secret) => {
  const digest = macDigests.get(header.alg);
  if (digest === undefined) return false;
  const expected = createHmac(digest, secret.reveal()).update(signingInput).digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
};
