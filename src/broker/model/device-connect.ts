import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';

/** A code that a page shows its user, who types it at the provider on any device (RFC 8628). */
export interface DeviceConnect {
  readonly id: string;
  readonly userId: string;
  readonly providerId: string;
  /** Redeems the account; it stays with the server. */
  readonly deviceCode: Secret;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string | undefined;
  /** Whether the account is to be linked beside the others, and not to become the one that is meant when none is named. */
  readonly another: boolean;
  /** How long to wait between two attempts to redeem it; the provider may lengthen it. */
  readonly interval: Seconds;
  /** No attempt before this time. */
  readonly nextAttemptAt: EpochSeconds;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}
