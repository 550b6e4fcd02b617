import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';

/** What was set of a provider over the REST API or in the console. */
export interface StoredProvider {
  readonly id: string;
  /** Texts by the names of settings in lower case; neither the id nor a secret is among them. */
  readonly settings: Readonly<Record<string, string>>;
  readonly clientSecret: Secret | undefined;
  /** The private key of a GitHub App. */
  readonly appPrivateKey: Secret | undefined;
  /** 1, 2, 3 … : a change is made to the version its author saw, or not at all. */
  readonly version: number;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
  /** The id of the user. */
  readonly updatedBy: string;
}
