import type { EpochSeconds } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { ConnectState } from '../model/connect-state.ts';

/** What the rule looks at when a browser returns. */
export interface ReturnFacts {
  readonly now: EpochSeconds;
  readonly userId: string;
  readonly providerId: string;
  /** undefined if nobody was sent with that state, or somebody returned with it already. */
  readonly state: ConnectState | undefined;
  /** The `iss` parameter of the response. */
  readonly iss: string | undefined;
  /** The provider's issuer, if it is known. */
  readonly issuer: string | undefined;
  /** Whether the provider announced that it always sends `iss`. */
  readonly sendsIssuer: boolean;
}

/** Whether the code that came back may be redeemed. */
export type ConnectStateDecision =
  | { readonly action: 'redeem'; readonly another: boolean; readonly changes: readonly BrokerChange[] }
  | { readonly action: 'refuse'; readonly status: 400 | 401; readonly message: string };

/**
 * Decides whether a return from a provider is one that was expected: of this user, from this provider, in time, and for the first
 * time. The issuer is compared as RFC 9207 §2.4 says, against providers that mix each other up.
 */
export function decideConnectState({ now, userId, providerId, state, iss, issuer, sendsIssuer }: ReturnFacts): ConnectStateDecision {
  const stale = { action: 'refuse', status: 401, message: 'The parameter state is not, or no longer, good. Begin again.' } as const;
  if (state === undefined || state.userId !== userId || state.providerId !== providerId || state.expiresAt <= now) return stale;
  if (iss === undefined ? sendsIssuer : issuer !== undefined && iss !== issuer) {
    return { action: 'refuse', status: 400, message: 'The answer came from another issuer than the one that was asked.' };
  }
  return { action: 'redeem', another: state.another, changes: [{ change: 'consume_connect_state', stateHash: state.stateHash }] };
}
