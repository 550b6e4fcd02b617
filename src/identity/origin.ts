/** Where a request came from, for sessions, rate limits and the audit trail. */
export interface Origin {
  /** The peer's address. */
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: string;
}
