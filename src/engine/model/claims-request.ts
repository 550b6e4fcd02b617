/** What is asked of one claim (OpenID Connect Core §5.5.1). */
export interface ClaimDemand {
  /** The client cannot do its task well without it. */
  readonly isEssential: boolean;
  /** The values it may have; undefined: any. */
  readonly values: readonly unknown[] | undefined;
}

/** Demands by the names of claims. */
export type ClaimDemands = Readonly<Record<string, ClaimDemand>>;

/** The claims a request asks for one by one (OpenID Connect Core §5.5). */
export interface ClaimsRequest {
  readonly idToken: ClaimDemands;
  readonly userinfo: ClaimDemands;
}
