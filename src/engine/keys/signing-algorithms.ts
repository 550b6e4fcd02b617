import type { SigningAlgorithm } from '../model/signing-key.ts';

/** Everything services can sign with. `none` is no row: what is not signed proves nothing (OpenID Connect Core §2). */
export const signingAlgorithms: readonly SigningAlgorithm[] = ['ES256', 'RS256', 'PS256', 'EdDSA'];

/** What access tokens and authorization responses are signed with: small signatures, made fast. */
export const ownAlgorithm: SigningAlgorithm = 'ES256';

/** The signing algorithm of a wire value; undefined if services cannot sign with it. */
export const findSigningAlgorithm = (name: string): SigningAlgorithm | undefined =>
  signingAlgorithms.find((algorithm) => algorithm === name);
