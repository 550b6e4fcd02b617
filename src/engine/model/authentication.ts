import type { EpochSeconds } from '../../protocol/units.ts';

/** How a person proved who they are: what clients are told of it. */
export interface Authentication {
  /** When the person proved it. */
  readonly authTime: EpochSeconds;
  /** The authentication context class that was reached; undefined if none is known (OpenID Connect Core §2). */
  readonly acr: string | undefined;
  /** The methods that were used, by the names of RFC 8176; empty if none is known. */
  readonly amr: readonly string[];
  /** What clients know the person's session by (OpenID Connect Back-Channel Logout §2.1, `sid`); undefined outside of one. */
  readonly sessionId: string | undefined;
}
