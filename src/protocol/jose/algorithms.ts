/** A digital signature algorithm of JOSE, and the keys it takes. */
export interface SignatureAlgorithm {
  /** The wire value. */
  readonly name: string;
  readonly spec: string;
  readonly kty: 'EC' | 'RSA' | 'OKP';
  /** The one curve, for key types that have curves. */
  readonly crv?: string;
}

/** Every signature algorithm that is believed here. `none` is no row, and neither is HMAC, whose key is no public one. */
export const signatureAlgorithms: readonly SignatureAlgorithm[] = [
  { name: 'ES256', spec: 'RFC 7518 §3.4', kty: 'EC', crv: 'P-256' },
  { name: 'ES384', spec: 'RFC 7518 §3.4', kty: 'EC', crv: 'P-384' },
  { name: 'ES512', spec: 'RFC 7518 §3.4', kty: 'EC', crv: 'P-521' },
  { name: 'Ed25519', spec: 'RFC 9864 §2.2', kty: 'OKP', crv: 'Ed25519' },
  { name: 'EdDSA', spec: 'RFC 8037 §3.1', kty: 'OKP', crv: 'Ed25519' },
  { name: 'PS256', spec: 'RFC 7518 §3.5', kty: 'RSA' },
  { name: 'PS384', spec: 'RFC 7518 §3.5', kty: 'RSA' },
  { name: 'PS512', spec: 'RFC 7518 §3.5', kty: 'RSA' },
  { name: 'RS256', spec: 'RFC 7518 §3.3', kty: 'RSA' },
  { name: 'RS384', spec: 'RFC 7518 §3.3', kty: 'RSA' },
  { name: 'RS512', spec: 'RFC 7518 §3.3', kty: 'RSA' },
];

/** The wire values of {@link signatureAlgorithms}, as metadata lists them. */
export const signatureAlgorithmNames: readonly string[] = signatureAlgorithms.map(({ name }) => name);

/** The wire values of the HMACs (RFC 7518 §3.2). */
export const macAlgorithmNames: readonly string[] = ['HS256', 'HS384', 'HS512'];

/** The algorithm of a wire value; undefined if it is not believed. */
export const findSignatureAlgorithm = (name: string): SignatureAlgorithm | undefined =>
  signatureAlgorithms.find((algorithm) => algorithm.name === name);
