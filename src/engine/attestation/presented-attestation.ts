/** What a client instance came with to show that its backend vouches for it. */
export interface PresentedAttestation {
  /** The value of each `OAuth-Client-Attestation` header. */
  readonly attestations: readonly string[];
  /** The value of each `OAuth-Client-Attestation-PoP` header; none where a DPoP proof stands in for it. */
  readonly proofs: readonly string[];
}
