/** The keys a token is bound to (RFC 7800 §3.1): who uses it must show all of them. */
export interface Confirmation {
  /** The thumbprint of a DPoP key (RFC 9449 §6.1). */
  readonly jkt?: string | undefined;
  /** The SHA-256 of a client certificate (RFC 8705 §3.1). */
  readonly 'x5t#S256'?: string | undefined;
}
