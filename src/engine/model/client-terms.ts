import type { Seconds } from '../../protocol/units.ts';

/** What whoever runs a service lays down for one of its clients. It can only be stricter than the service. */
export interface ClientTerms {
  /** How long its access tokens live at most. */
  readonly accessTokenLifetime: Seconds | undefined;
  /** How long its refresh tokens live at most. */
  readonly refreshTokenLifetime: Seconds | undefined;
  /** How long its ID tokens live at most. */
  readonly idTokenLifetime: Seconds | undefined;
  /** Whether a person's new tokens at it end those that it had for them before. */
  readonly singlePerSubject: boolean;
  /** Whether a request with a challenge must say that it was made by S256 (RFC 7636 §4.3). */
  readonly challengeMethodRequired: boolean;
  /** The response modes it may ask for, by wire value; undefined: every one of the service's. */
  readonly responseModes: readonly string[] | undefined;
  /** The `kid` of the one registered key that its self-signed certificate may have; undefined: any (RFC 8705 §2.2). */
  readonly certificateKeyId: string | undefined;
}

/** A client of which nothing more is asked than its service asks. */
export const plainClientTerms: ClientTerms = {
  accessTokenLifetime: undefined,
  refreshTokenLifetime: undefined,
  idTokenLifetime: undefined,
  singlePerSubject: false,
  challengeMethodRequired: false,
  responseModes: undefined,
  certificateKeyId: undefined,
};
