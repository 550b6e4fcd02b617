/** How a client takes part in logging out. */
export interface ClientLogoutRules {
  /** Where a person may be sent after logging out (OpenID Connect RP-Initiated Logout §3.1). */
  readonly postLogoutRedirectUris: readonly string[];
  /** Where it is told that a session ended (OpenID Connect Back-Channel Logout §2.2); undefined if it is not to be told. */
  readonly backchannelLogoutUri: string | undefined;
  /** Whether it needs `sid` in what it is told; it is always there. */
  readonly backchannelLogoutSessionRequired: boolean;
}

/** A client that takes no part in it. */
export const noLogoutRules: ClientLogoutRules = {
  postLogoutRedirectUris: [],
  backchannelLogoutUri: undefined,
  backchannelLogoutSessionRequired: false,
};
