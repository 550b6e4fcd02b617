/** What a service looks at before it hands a request to the front end, which judges the rest (RFC 8693, RFC 7523). */
export interface ServiceDelegationRules {
  /** Whether only confidential clients may exchange tokens. */
  readonly exchangeByConfidentialClientsOnly: boolean;
  /** Whether a token to exchange that is a JWT must be readable: encrypted ones are refused. */
  readonly exchangeRefusesEncrypted: boolean;
  /** Whether a token to exchange that is a JWT must be signed. */
  readonly exchangeRefusesUnsigned: boolean;
  /** Whether an assertion must be readable. */
  readonly jwtGrantRefusesEncrypted: boolean;
  /** Whether an assertion must be signed. */
  readonly jwtGrantRefusesUnsigned: boolean;
}

/** Everything is left to the front end. Who asks is always known, and has registered the grant type. */
export const plainDelegationRules: ServiceDelegationRules = {
  exchangeByConfidentialClientsOnly: false,
  exchangeRefusesEncrypted: false,
  exchangeRefusesUnsigned: false,
  jwtGrantRefusesEncrypted: false,
  jwtGrantRefusesUnsigned: false,
};
