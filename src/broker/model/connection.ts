import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';

/**
 * Why a refresh did not succeed, by what is to be done about it: `transient` is tried again later, `terminal` needs the user to
 * link the account again, `configuration` needs the operator.
 */
export type FailureClass = 'transient' | 'terminal' | 'configuration';

/** The last refresh that failed, and how many did in a row. */
export interface Failure {
  readonly class: FailureClass;
  /** The provider's own words, or what happened on the way to it; at most 400 letters, no secrets. */
  readonly words: string;
  /** When the last one failed. */
  readonly at: EpochSeconds;
  readonly count: number;
  /** No attempt before this time. undefined for `terminal`: none at all. */
  readonly nextAttemptAt: EpochSeconds | undefined;
}

/** The right to call the provider for a connection: one holder at a time, lost when it lapses. */
export interface Lease {
  readonly holder: string;
  readonly until: EpochSeconds;
}

/** How tokens came here: issued to us by OAuth, or pasted by their user (an API key, a personal access token). */
export type ConnectionKind = 'oauth' | 'token';

/** One account a user linked at a provider, with the tokens the provider issued for it. */
export interface Connection {
  readonly id: string;
  readonly providerId: string;
  readonly userId: string;
  /** What the provider calls the account, as a login or an address; empty if it did not say. Unique with user and provider. */
  readonly account: string;
  /** The provider's id of the account, which stays when its name changes; undefined if it did not say. */
  readonly accountId: string | undefined;
  readonly kind: ConnectionKind;
  /** Of a user's accounts at one provider, the one with the greatest is meant when none is named. 0 for one that was never chosen. */
  readonly chosenAt: EpochSeconds;
  readonly accessToken: Secret;
  readonly refreshToken: Secret | undefined;
  /** undefined means the provider named no end. */
  readonly expiresAt: EpochSeconds | undefined;
  /** The members of the token answer that the provider's `extraTokenKeys` name; undefined when it names none. */
  readonly extra: Readonly<Record<string, unknown>> | undefined;
  readonly scopes: readonly string[];
  /**
   * The private key, as a JWK in JSON, that the access token is bound to (RFC 9449 §6): without a proof by it the token is refused.
   * Without one it is a bearer token.
   */
  readonly dpopKey?: Secret | undefined;
  /**
   * The number of the attempt that brought these tokens. A write of tokens succeeds only over a smaller one, so an answer that
   * was asked for later is never overwritten by one that was asked for earlier.
   */
  readonly generation: number;
  /** The last attempt number given out, by a lease or a new link. */
  readonly attempt: number;
  readonly lease: Lease | undefined;
  /**
   * When a refresh was begun whose answer is not known: because it is under way, or because its process died, or because the
   * answer got lost. The provider may have replaced the refresh token since.
   */
  readonly intentAt: EpochSeconds | undefined;
  readonly failure: Failure | undefined;
  readonly lastRefreshedAt: EpochSeconds | undefined;
  readonly lastValidatedAt: EpochSeconds | undefined;
  readonly lastUsedAt: EpochSeconds | undefined;
  /** When this very access token was last refused by the provider, or where a caller used it. New tokens clear it. */
  readonly rejectedAt: EpochSeconds | undefined;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
}

/** What a provider issued, as it is kept. */
export type ConnectionTokens = Pick<Connection, 'accessToken' | 'refreshToken' | 'expiresAt' | 'extra' | 'scopes' | 'dpopKey'>;

/** What it takes to use an access token. */
export type UsableToken = Pick<Connection, 'accessToken' | 'dpopKey'>;

/** How an access token is presented (RFC 6750 §2.1, RFC 9449 §7.1). */
export const tokenTypeOf = ({ dpopKey }: UsableToken): 'Bearer' | 'DPoP' => (dpopKey === undefined ? 'Bearer' : 'DPoP');

/** Whose tokens they are, as far as is known, and how they came here. */
export type ConnectionAccount = Pick<Connection, 'account' | 'accountId' | 'kind' | 'chosenAt'>;
