/** How WebCrypto is told of one signature algorithm, and which keys it takes. */
export interface Algorithm {
  readonly kty: 'EC' | 'RSA' | 'OKP';
  readonly crv?: string;
  readonly importAs: { readonly name: string; readonly namedCurve?: string; readonly hash?: string };
  readonly verifyAs: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
}

const ecdsa = (crv: string, hash: string): Algorithm => ({
  kty: 'EC',
  crv,
  importAs: { name: 'ECDSA', namedCurve: crv },
  verifyAs: { name: 'ECDSA', hash },
});
const pkcs1 = (hash: string): Algorithm => ({
  kty: 'RSA',
  importAs: { name: 'RSASSA-PKCS1-v1_5', hash },
  verifyAs: { name: 'RSASSA-PKCS1-v1_5' },
});
const pss = (hash: string, saltLength: number): Algorithm => ({
  kty: 'RSA',
  importAs: { name: 'RSA-PSS', hash },
  verifyAs: { name: 'RSA-PSS', saltLength },
});
const ed25519: Algorithm = { kty: 'OKP', crv: 'Ed25519', importAs: { name: 'Ed25519' }, verifyAs: { name: 'Ed25519' } };

/** The name of a signature algorithm (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). */
export type AlgorithmName = 'ES256' | 'ES384' | 'ES512' | 'PS256' | 'PS384' | 'PS512' | 'RS256' | 'RS384' | 'RS512' | 'EdDSA' | 'Ed25519';

/**
 * Every algorithm a signature may have. `none` and the HMACs are not among them, and cannot be added: with a public key as its secret
 * an HMAC is anybody's.
 *
 * @see RFC 8725 §3.1, §3.2
 */
export const algorithms: Readonly<Record<AlgorithmName, Algorithm>> = {
  ES256: ecdsa('P-256', 'SHA-256'),
  ES384: ecdsa('P-384', 'SHA-384'),
  ES512: ecdsa('P-521', 'SHA-512'),
  PS256: pss('SHA-256', 32),
  PS384: pss('SHA-384', 48),
  PS512: pss('SHA-512', 64),
  RS256: pkcs1('SHA-256'),
  RS384: pkcs1('SHA-384'),
  RS512: pkcs1('SHA-512'),
  EdDSA: ed25519,
  Ed25519: ed25519,
};

/** All names, in the order they are offered. */
export const algorithmNames: readonly AlgorithmName[] = Object.keys(algorithms) as AlgorithmName[]; // the keys of this very object

/** Finds an algorithm among those that are allowed. */
export const findAlgorithm = (name: string, allowed: readonly AlgorithmName[]): AlgorithmName | undefined =>
  allowed.find((candidate) => candidate === name);
