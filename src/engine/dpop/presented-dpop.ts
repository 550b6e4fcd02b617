/** The DPoP proof a request came with, and the request it must be made for. */
export interface PresentedDpop {
  /** The value of each `DPoP` header. */
  readonly proofs: readonly string[];
  /** The request's method (`htm`). */
  readonly method: string;
  /** The request's URL as the client knows it (`htu`); query and fragment do not count. */
  readonly url: string;
  /** Whether the proof must have a nonce of ours, though the service does not demand it. @default false */
  readonly isNonceRequired?: boolean | undefined;
}
