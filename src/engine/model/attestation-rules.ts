import type { PublicJwk } from '../../protocol/jose/jwk.ts';

/** Somebody who vouches for the instances of clients. */
export interface Attester {
  /** Its name: the `iss` of attestations that have one. */
  readonly issuer: string;
  /** The keys it signs with; it has these or a `jwksUri`, not both. */
  readonly jwks: readonly PublicJwk[] | undefined;
  readonly jwksUri: string | undefined;
  /** Text ids of the clients it may vouch for; undefined: all that are registered for attestation. */
  readonly clientIds: readonly string[] | undefined;
}

/** Whom a service believes about client instances, beside the keys that clients registered themselves. */
export interface ServiceAttestationRules {
  readonly attesters: readonly Attester[];
  /** Whether proofs must have a challenge of ours. */
  readonly challengeRequired: boolean;
}

/** A service that believes clients' own keys only, and demands no challenge. */
export const plainAttestationRules: ServiceAttestationRules = { attesters: [], challengeRequired: false };
