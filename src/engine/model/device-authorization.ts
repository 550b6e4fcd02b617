import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { AcrRequest } from '../authentication/acr-request.ts';
import type { ClaimsRequest } from './claims-request.ts';

/** What a device is told that gets nothing. */
export interface DeviceRefusal {
  /** In the place of our words. */
  readonly description?: string | undefined;
  /** Where to read more: `error_uri` (RFC 6749 §5.2). */
  readonly uri?: string | undefined;
}

/** What a person decided. */
export type DeviceOutcome =
  /** What was allowed is kept as a code without a secret: it is redeemed once, and ends with what ends codes. */
  | { readonly outcome: 'approved'; readonly codeId: string }
  /** The device is told that it was denied, or that it is too late. */
  | ({ readonly outcome: 'denied' | 'failed' } & DeviceRefusal);

/** A device's request that waits for a person who types its code elsewhere (RFC 8628 §3.1). */
export interface DeviceAuthorization {
  readonly id: string;
  /** SHA-256 of the secret part of the device code. */
  readonly secretHash: string;
  readonly serviceId: number;
  readonly clientNumber: number;
  /** As it is compared: upper case, without hyphens. undefined once somebody decided, so that it is good once. */
  readonly userCode: string | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  /** RFC 9396; undefined if none were asked for. */
  readonly authorizationDetails: readonly AuthorizationDetail[] | undefined;
  /** The claims that were asked for one by one; undefined if none were. */
  readonly claimsRequest: ClaimsRequest | undefined;
  /** How long before the request the person may have signed in; undefined: any time. */
  readonly maxAge: Seconds | undefined;
  /** How well the person is to prove who they are. */
  readonly acrRequest: AcrRequest;
  /** How long the device waits between two polls; it grows each time it does not (RFC 8628 §3.5). */
  readonly interval: Seconds;
  /** When the device asked last; undefined: it has not yet. */
  readonly lastPolledAt: EpochSeconds | undefined;
  /** undefined while nobody decided. */
  readonly outcome: DeviceOutcome | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}
