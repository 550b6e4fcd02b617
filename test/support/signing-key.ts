import { generateKeyPairSync, type JsonWebKey, type KeyObject, randomUUID, sign } from 'node:crypto';

/** Any members of a JWT's header or claims. */
export type Members = Readonly<Record<string, unknown>>;

/** A key of a test client, and JWTs by it. */
export interface SigningKey {
  readonly alg: string;
  /** The public half. */
  readonly jwk: JsonWebKey;
  readonly privateKey: KeyObject;
  /** A JWT over whatever is given; the header's `alg` is the key's unless it says otherwise. */
  sign(claims: Members, header?: Members): string;
}

/** One part of a compact JWS. */
export const encodePart = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Two parts and the signature that `signBytes` makes. */
export function compact(header: Members, claims: Members, signBytes: (input: Buffer) => Buffer): string {
  const input = `${encodePart(header)}.${encodePart(claims)}`;
  return `${input}.${signBytes(Buffer.from(input)).toString('base64url')}`;
}

/** Makes a key for ES256 or RS256. */
export function makeSigningKey(alg: 'ES256' | 'RS256' = 'ES256', kid?: string): SigningKey {
  const { publicKey, privateKey } =
    alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    alg,
    jwk: { ...publicKey.export({ format: 'jwk' }), ...(kid === undefined ? {} : { kid }) },
    privateKey,
    sign: (claims, header = {}) =>
      compact({ alg, ...(kid === undefined ? {} : { kid }), ...header }, claims, (input) =>
        sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
      ),
  };
}

/** The claims of a good assertion of a client (RFC 7523 §3). */
export function assertionClaims(clientId: string, issuer: string): Members {
  const now = Math.floor(Date.now() / 1000);
  return { iss: clientId, sub: clientId, aud: issuer, iat: now, exp: now + 300, jti: randomUUID() };
}

/** The parameters that bring an assertion (RFC 7521 §4.2). */
export const assertionForm = (assertion: string): Readonly<Record<string, string>> => ({
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
});
