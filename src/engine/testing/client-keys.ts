import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key of a client: what it registers, and what it signs with. */
export interface ClientKey {
  readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  /** Signs a JWT with ES256. */
  signJwt(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const signWith = (privateKey: KeyObject, signingInput: string): string =>
  sign('sha256', Buffer.from(signingInput), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');

/** Makes a P-256 key. */
export function makeClientKey(kid = 'k1'): ClientKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' }] },
    signJwt: (claims, header = {}) => {
      const signingInput = `${encode({ alg: 'ES256', kid, ...header })}.${encode(claims)}`;
      return `${signingInput}.${signWith(privateKey, signingInput)}`;
    },
  };
}
