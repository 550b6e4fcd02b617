import type { Credential, CredentialKind } from './credential.ts';

/**
 * Makes what must be unguessable or unique. Rules get what it made as plain values.
 */
export interface Mint {
  /** A fresh credential: a time-ordered id and a secret of 256 bits. */
  credential(kind: CredentialKind): Credential;
  /** A time-ordered id of 18 letters, for rows that have no secret. */
  id(): string;
  /** A random UUID in lower case (RFC 9562, version 4). */
  uuid(): string;
  /** A positive, time-ordered integer below 2^53, for records that are known by number. */
  number(): number;
  /** Random text of `bytes` bytes in base64url, for states, nonces and verifiers. */
  random(bytes: number): string;
}

/** SHA-256 of ASCII text in base64url without padding: 43 letters. */
export type Sha256 = (text: string) => string;
