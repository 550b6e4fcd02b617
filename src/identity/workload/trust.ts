import type { X509Certificate } from 'node:crypto';

/** An issuer of tokens whose subjects may be agents. */
export interface TrustedIssuer {
  /** Compared with the claim `iss` letter by letter (OpenID Connect Core 1.0 §3.1.3.7). */
  readonly issuer: string;
  /** What the claim `aud` must hold. */
  readonly audience: string;
  /** Where its keys are; undefined has its metadata tell. */
  readonly jwksUri: string | undefined;
}

/** What the operator believes about workloads. */
export interface WorkloadTrust {
  /** The certificates of AWS's regions; without any, AWS proves nothing. */
  readonly awsCertificates: readonly X509Certificate[];
  /** What Azure's certificates must lead to. */
  readonly azureRoots: readonly X509Certificate[];
  /** Google, and the audiences a machine's token may name. */
  readonly google: { readonly issuer: string; readonly jwksUri: string; readonly audiences: readonly string[] };
  readonly issuers: readonly TrustedIssuer[];
}
