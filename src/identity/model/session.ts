import type { EpochSeconds } from '../../protocol/units.ts';
import type { AccessRight } from './access-right.ts';
import type { HandOutRule } from './hand-out-rule.ts';

/** A signed-in browser, or a signed-in command line. */
export interface Session {
  readonly id: string;
  /** SHA-256 of the secret part, base64url. */
  readonly secretHash: string;
  readonly userId: string;
  readonly userAgent: string;
  readonly address: string;
  /**
   * What applications are told of it (OpenID Connect Back-Channel Logout §2.1): neither `id` nor anything that leads to it. Who signs in again
   * keeps it. undefined for sessions from before there was one.
   */
  readonly sid: string | undefined;
  /** How the person proved who they are, by the names of RFC 8176; when is `createdAt`. */
  readonly amr: readonly string[];
  readonly createdAt: EpochSeconds;
  readonly lastUsedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

/** A personal API token: a key to the REST API that its user made and named. */
export interface ApiToken {
  readonly id: string;
  readonly secretHash: string;
  readonly userId: string;
  readonly name: string;
  /** undefined is everything the user may do. */
  readonly scopes: readonly string[] | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds | undefined;
  readonly lastUsedAt: EpochSeconds | undefined;
}

/** A workload acting for a user, with an identity of its own. */
export interface Agent {
  readonly id: string;
  readonly secretHash: string;
  readonly userId: string;
  readonly name: string;
  /** What it may get: whatever one of the rules allows; undefined is everything. */
  readonly handOutRules: readonly HandOutRule[] | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds | undefined;
  readonly lastUsedAt: EpochSeconds | undefined;
  readonly revokedAt: EpochSeconds | undefined;
}

/** A key to the engine API: bound to one service, or good for all (an organization's). */
export interface ManagementToken {
  readonly id: string;
  readonly kind: 'service' | 'organization';
  readonly secretHash: string;
  /** undefined for an organization's token. */
  readonly serviceId: number | undefined;
  /** What it is called; '' for the first ones. */
  readonly name: string;
  /** What it is good for; undefined: what is usual for its kind. */
  readonly rights: readonly AccessRight[] | undefined;
  readonly createdAt: EpochSeconds;
  /** To the hour. */
  readonly lastUsedAt: EpochSeconds | undefined;
  readonly revokedAt: EpochSeconds | undefined;
}

/** The link the first start prints: whoever opens it first becomes the owner. */
export interface SetupLink {
  readonly id: string;
  readonly secretHash: string;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}
