import type { InstallationRule } from '../../protocol/installation-rule.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { ClaimRules } from './workload-identity.ts';

/** Says whose tokens of which issuer are exchanged for which tokens of a GitHub App. */
export interface FederationPolicy {
  /** Unique; letters, digits and hyphens. */
  readonly name: string;
  /** Compared with the claim `iss` letter by letter. */
  readonly issuer: string;
  /** Where the issuer's keys are; undefined has its metadata tell. */
  readonly jwksUri: string | undefined;
  /** What the claim `aud` must hold; undefined is the deployment's audience. */
  readonly audience: string | undefined;
  /** A pattern for the claim `sub`; undefined leaves it to the other claims. */
  readonly subject: string | undefined;
  readonly claims: ClaimRules | undefined;
  /** The id of the provider whose app makes the token. */
  readonly provider: string;
  /** What the token is good for at most. */
  readonly installation: InstallationRule;
  /** How long the token works; undefined is as long as GitHub gives it, an hour. */
  readonly maxLifetime: Seconds | undefined;
  /** Whether a token of the issuer is good once. */
  readonly isSingleUse: boolean;
}

/** A policy that was made over the REST API. */
export interface StoredFederationPolicy extends FederationPolicy {
  /** 1, 2, 3 … : a change is made to the version its author saw, or not at all. */
  readonly version: number;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
  /** The id of the user. */
  readonly updatedBy: string;
}

/** A policy in force: one of the configuration file, which wins, or a stored one. */
export type EffectiveFederationPolicy =
  | { readonly source: 'file'; readonly policy: FederationPolicy }
  | { readonly source: 'stored'; readonly policy: StoredFederationPolicy };
