import type { EpochSeconds } from '../../protocol/units.ts';

/** An authorization request that waits for a person, kept by us under a `request_uri` (RFC 9126 §2.2). */
export interface AuthorizationTicket {
  readonly id: string;
  /** SHA-256 of the secret part of the `request_uri`. */
  readonly secretHash: string;
  readonly serviceId: number;
  readonly clientNumber: number;
  /** The request as it was judged when it came, without the client's credentials. */
  readonly parameters: readonly (readonly [name: string, values: readonly string[]])[];
  /** Whether the client pushed it; if not, the browser brought it and we parked it. */
  readonly isPushed: boolean;
  /** Whether the client signed it (RFC 9101). */
  readonly isSigned: boolean;
  /** All that the client signed, as JSON; undefined if it signed nothing. */
  readonly requestPayload: string | undefined;
  /** What a front end keeps with it, empty if nothing; undefined if it does not wait for a front end. Nobody takes one for the other. */
  readonly context: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  /** When a browser first brought it; from then on the person has time to decide. */
  readonly openedAt: EpochSeconds | undefined;
  /** When the person decided. */
  readonly usedAt: EpochSeconds | undefined;
}
