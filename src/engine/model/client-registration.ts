import type { EpochSeconds } from '../../protocol/units.ts';

/** How a client that no operator made is kept up. */
export interface ClientRegistration {
  /** SHA-256 of the secret of its registration access token, base64url (RFC 7592 §1.2); undefined if it has none. */
  readonly tokenHash: string | undefined;
  /** The document it is known by; undefined if it is known by none. */
  readonly document: ClientDocumentTimes | undefined;
}

/** Times of a client metadata document. */
export interface ClientDocumentTimes {
  /** When it was fetched last. */
  readonly readAt: EpochSeconds;
  /** Until when it is believed. */
  readonly expiresAt: EpochSeconds;
}
