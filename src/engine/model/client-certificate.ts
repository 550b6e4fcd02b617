import type { Awaitable } from '../../protocol/commit.ts';
import type { PublicJwk } from '../../protocol/jose/jwk.ts';

/** The certificate a client's TLS connection showed. That it has the private key, the handshake has proven, whoever did it. */
export interface ClientCertificate {
  /** SHA-256 of the DER, base64url: `x5t#S256` (RFC 8705 §3.1). */
  readonly thumbprint: string;
  /** Attributes of the subject, the most specific first, as RFC 4514 writes them. */
  readonly subject: string;
  /** The names in its subject alternative name (RFC 5280 §4.2.1.6). */
  readonly dnsNames: readonly string[];
  readonly uris: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly emails: readonly string[];
  /** Its public key; undefined if it is of a type that is not known here. */
  readonly publicKey: PublicJwk | undefined;
  /** Whether it is valid now, and made for clients (RFC 5280 §4.1.2.5, §4.2.1.12). */
  readonly isTimely: boolean;
  /**
   * Whether authorities vouch for it, by a path of certificates that are all valid now (RFC 5280 §6.1).
   *
   * @param roots the certificates of the authorities, in PEM. @default those that the operator trusts
   */
  isTrusted(roots?: readonly string[]): Awaitable<boolean>;
}
