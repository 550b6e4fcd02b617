import type { EpochSeconds } from '../../protocol/units.ts';
import type { Authentication } from './authentication.ts';
import type { ClaimDemands } from './claims-request.ts';
import type { SigningAlgorithm } from './signing-key.ts';
import type { IdTokenTerms } from './token-terms.ts';

/** What an ID token says beyond what was issued beside it. */
export interface IdTokenContent extends Authentication {
  readonly algorithm: SigningAlgorithm;
  /** The `kid` of the key it is signed with; undefined: the one that was made last. */
  readonly signatureKeyId?: string | undefined;
  /** Of the authorization request; a refreshed ID token has none (OpenID Connect Core §12.2). */
  readonly nonce: string | undefined;
  /** The claims that were asked for one by one. */
  readonly demands: ClaimDemands;
  /** What was laid down for it; undefined: nothing. */
  readonly terms?: IdTokenTerms | undefined;
  /** When it ends; undefined: with the access token beside it. */
  readonly expiresAt?: EpochSeconds | undefined;
}
