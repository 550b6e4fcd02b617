/** What the user has to do elsewhere. @see RFC 8628 §3.2 */
export interface Verification {
  device_code: string;
  user_code: string;
  verification_uri: string;
  /** Seconds until the code ends. */
  expires_in: number;
  /** Seconds between two questions whether the user is done. */
  interval: number;
}

/** Shows the user where to enter which code. Asking GitHub begins when it is done. */
export type OnVerification = (verification: Verification) => unknown;
