import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** An issuer whose keys a test has. */
export interface TestIssuer {
  readonly issuer: string;
  /** The public keys, as its JWKS has them. */
  readonly keys: JWK[];
  /** Makes a new key, which signs from now on. */
  rotate(): Promise<void>;
  /** Signs claims as they are, with what the header says besides `kid`. */
  sign(claims: Readonly<Record<string, unknown>>, header?: { readonly alg?: string; readonly kid?: string }): Promise<string>;
}

/** Makes an issuer. */
export async function createTestIssuer(issuer: string, alg = 'RS256'): Promise<TestIssuer> {
  const keys: JWK[] = [];
  let key: CryptoKey | undefined;
  const made: TestIssuer = {
    issuer,
    keys,
    rotate: async () => {
      const pair = await generateKeyPair(alg);
      key = pair.privateKey;
      keys.push({ ...(await exportJWK(pair.publicKey)), kid: `${issuer}-${keys.length}`, use: 'sig', alg });
    },
    sign: async (claims, header = {}) => {
      if (key === undefined) throw new Error('a test issuer has a key');
      return new SignJWT({ iss: issuer, ...claims }).setProtectedHeader({ alg, kid: keys.at(-1)?.kid ?? '', ...header }).sign(key);
    },
  };
  await made.rotate();
  return made;
}
