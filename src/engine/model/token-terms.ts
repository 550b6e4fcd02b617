import type { Seconds } from '../../protocol/units.ts';

/** A value that rides along with tokens, attached by whoever runs the engine, never by a client. */
export interface ExtraProperty {
  readonly key: string;
  readonly value: string;
  /** Whether clients and resource servers are not shown it. */
  readonly hidden: boolean;
}

/** What was laid down for the tokens of one authorization, beside its service's settings. A member that is absent changes nothing. */
export interface TokenTerms {
  /** How long access tokens live. */
  readonly accessTokenLifetime?: Seconds | undefined;
  /** How long each refresh token lives. */
  readonly refreshTokenLifetime?: Seconds | undefined;
  /** By key, each once. */
  readonly properties?: readonly ExtraProperty[] | undefined;
  /** More claims for access tokens that are JWTs. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** What ID tokens say of the person, beside what is known here. */
  readonly idTokenClaims?: Readonly<Record<string, unknown>> | undefined;
}
