import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';

/** A key a service signs with. It is published before it signs and after it stopped (overlap), so that caches keep up. */
export interface SigningKey {
  /** The `kid` of RFC 7517 §4.5. */
  readonly id: string;
  readonly serviceId: number;
  readonly algorithm: 'ES256';
  /** The public JWK as JSON. */
  readonly publicJwk: Readonly<Record<string, string>>;
  /** The private JWK as JSON, sealed at rest. */
  readonly privateJwk: Secret;
  readonly createdAt: EpochSeconds;
  /** Signs from here on. */
  readonly activeFrom: EpochSeconds;
  /** Published until here; undefined while it is the newest. */
  readonly retiresAt: EpochSeconds | undefined;
}
