import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';

/** An algorithm a service signs with, by its wire value (RFC 7518 §3.1, RFC 8037 §3.1). */
export type SigningAlgorithm = 'ES256' | 'RS256' | 'PS256' | 'EdDSA';

/** A key a service signs with. It is published before it signs and after it stopped (overlap), so that caches keep up. */
export interface SigningKey {
  /** The `kid` of RFC 7517 §4.5. */
  readonly id: string;
  readonly serviceId: number;
  /** The one algorithm it is used with (RFC 8725 §3.1). */
  readonly algorithm: SigningAlgorithm;
  /** The public JWK as JSON. */
  readonly publicJwk: Readonly<Record<string, string>>;
  /** The private JWK as JSON, sealed at rest. */
  readonly privateJwk: Secret;
  readonly createdAt: EpochSeconds;
  /** Signs from here on. */
  readonly activeFrom: EpochSeconds;
  /** Published until here; undefined while nothing took its place. */
  readonly retiresAt: EpochSeconds | undefined;
}
