import type { Seconds } from '../../protocol/units.ts';

/** A value that rides along with tokens, attached by whoever runs the engine, never by a client. */
export interface ExtraProperty {
  readonly key: string;
  readonly value: string;
  /** Whether clients and resource servers are not shown it. */
  readonly hidden: boolean;
}

/** What was laid down for ID tokens. A member that is absent changes nothing. */
export interface IdTokenTerms {
  /** What they say of the person, beside what is known here. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** What they call the person. */
  readonly sub?: string | undefined;
  /** More members of their headers. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /** Whether `aud` is a list, though the client is alone in it. */
  readonly audience?: 'array' | 'string' | undefined;
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
  readonly idToken?: IdTokenTerms | undefined;
  /** The names of the claims that the person lets the client know. */
  readonly consentedClaims?: readonly string[] | undefined;
}
