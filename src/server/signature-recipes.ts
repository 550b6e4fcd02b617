import { constants, type verify } from 'node:crypto';

/** How node:crypto makes and checks the signatures of an algorithm. */
export interface SignatureRecipe {
  readonly digest: string | null;
  readonly options: Omit<Parameters<typeof verify>[2] & object, 'key'>;
}

type Options = SignatureRecipe['options'];

const pss: Options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
const sideBySide: Options = { dsaEncoding: 'ieee-p1363' }; // RFC 7518 §3.4

/** The recipe of each algorithm in `protocol/jose/algorithms.ts`. */
export const signatureRecipes: ReadonlyMap<string, SignatureRecipe> = new Map(
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
