import { refuseProof, type WorkloadPlatform } from './platform.ts';
import { verifyToken } from './verify-token.ts';

/** A JWT of an issuer the operator trusts: a Kubernetes service account's, a CI job's. */
export interface OidcProof {
  readonly token: string;
}

/** Signatures that need a key only the issuer has: no `none`, and no HMAC, whose key would be what everybody can read. */
export const issuerAlgorithms: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Whoever has a token of an issuer the operator trusts (OpenID Connect Core 1.0 §2, RFC 7519). */
export const oidc: WorkloadPlatform<OidcProof> = {
  name: 'oidc',
  label: 'OpenID Connect',
  knownBy: 'issuer',
  verify: async (workload, { token }, now) => {
    const { decodeJwt, errors } = await import('jose');
    let issuer: string | undefined;
    try {
      issuer = decodeJwt(token).iss;
    } catch (error) {
      if (!(error instanceof errors.JWTInvalid)) throw error;
      return refuseProof('untrusted', 'The token is not a JWT.');
    }
    const trusted = workload.trust.issuers.find((each) => each.issuer === issuer);
    if (trusted === undefined) {
      return refuseProof('untrusted', `Tokens of ${JSON.stringify(issuer ?? '')} are not trusted here. Add it to workload.issuers.`);
    }
    const verified = await verifyToken(workload, token, { ...trusted, audiences: [trusted.audience], algorithms: issuerAlgorithms }, now);
    if (verified.outcome === 'refused') return verified;
    const { claims } = verified;
    return { outcome: 'proven', workload: { platform: 'oidc', issuer: trusted.issuer, subject: claims.sub, claims } };
  },
};
