import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** A key a test client has. */
export interface DpopKey {
  /** The thumbprint (RFC 7638). */
  readonly jkt: string;
  /** A proof; `header` and `claims` replace what is right. */
  prove(
    claims: Readonly<Record<string, unknown>> & { readonly htm: string; readonly htu: string; readonly iat: number },
    header?: Readonly<Record<string, unknown>>,
  ): string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

interface Kind {
  readonly alg: string;
  readonly members: readonly string[];
  make(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
}

type KindName = 'ES256' | 'Ed25519' | 'RS256';

const kinds: Readonly<Record<KindName, Kind>> = {
  ES256: { alg: 'ES256', members: ['crv', 'kty', 'x', 'y'], make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  Ed25519: { alg: 'Ed25519', members: ['crv', 'kty', 'x'], make: () => generateKeyPairSync('ed25519') },
  RS256: { alg: 'RS256', members: ['e', 'kty', 'n'], make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }) },
};

/** The hash of an access token, as `ath` has it (RFC 9449 §4.2). */
export const athOf: (accessToken: string) => string = hash;

/** Makes a key. */
export function makeDpopKey(kind: KindName = 'ES256'): DpopKey {
  const { alg, members, make } = kinds[kind];
  const { publicKey, privateKey } = make();
  const jwk = publicKey.export({ format: 'jwk' });
  return {
    jkt: hash(JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name]])))),
    prove: (claims, header = {}) => {
      const signed = `${encode({ typ: 'dpop+jwt', alg, jwk, ...header })}.${encode({ jti: randomUUID(), ...claims })}`;
      const digest = kind === 'Ed25519' ? null : 'sha256';
      return `${signed}.${sign(digest, Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  };
}
