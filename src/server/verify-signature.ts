import { constants, createHmac, createPublicKey, type JsonWebKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import type { VerifyMac, VerifySignature } from '../engine/ports.ts';
import type { PublicJwk } from '../protocol/jose/jwk.ts';

type Options = Omit<Parameters<typeof verify>[2] & object, 'key'>;

interface Recipe {
  readonly digest: string | null;
  readonly options: Options;
}

const pss: Options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
const sideBySide: Options = { dsaEncoding: 'ieee-p1363' }; // RFC 7518 §3.4

/** How node:crypto verifies each algorithm of `protocol/jose/algorithms.ts`. */
const recipes: ReadonlyMap<string, Recipe> = new Map(
  Object.entries({
    ES256: { digest: 'sha256', options: sideBySide },
    ES384: { digest: 'sha384', options: sideBySide },
    ES512: { digest: 'sha512', options: sideBySide },
    Ed25519: { digest: null, options: {} },
    EdDSA: { digest: null, options: {} },
    PS256: { digest: 'sha256', options: pss },
    PS384: { digest: 'sha384', options: pss },
    PS512: { digest: 'sha512', options: pss },
    RS256: { digest: 'sha256', options: {} },
    RS384: { digest: 'sha384', options: {} },
    RS512: { digest: 'sha512', options: {} },
  }),
);

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
    const recipe = recipes.get(jws.header.alg);
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
