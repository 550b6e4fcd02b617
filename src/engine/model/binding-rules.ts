import { type Seconds, seconds } from '../../protocol/units.ts';

/** What access tokens must be bound to. */
interface BindingRules {
  /** Token requests without a DPoP proof are refused (RFC 9449 §5.2). */
  readonly dpopBoundAccessTokens: boolean;
  /** Token requests over a connection without a client certificate are refused, and tokens are bound to it (RFC 8705 §3.4). */
  readonly tlsClientCertificateBoundAccessTokens: boolean;
}

/** What the access tokens of a service must be bound to. */
export interface ServiceBindingRules extends BindingRules {
  /** Whether DPoP proofs must have a nonce of ours (RFC 9449 §8). */
  readonly dpopNonceRequired: boolean;
  /** For how long each nonce is good, and twice as long at most. */
  readonly dpopNonceLifetime: Seconds;
  /** Whether tokens are bound to certificates where clients want it, or authenticate by one. */
  readonly certificateBindingOffered: boolean;
}

/** What the access tokens of a client must be bound to, beyond its service's rules. */
export type ClientBindingRules = BindingRules;

/** A service that leaves it to its clients. */
export const looseServiceRules: ServiceBindingRules = {
  dpopBoundAccessTokens: false,
  tlsClientCertificateBoundAccessTokens: false,
  dpopNonceRequired: false,
  dpopNonceLifetime: seconds(60),
  certificateBindingOffered: true,
};

/** A client that binds its tokens when it likes. */
export const looseClientRules: ClientBindingRules = { dpopBoundAccessTokens: false, tlsClientCertificateBoundAccessTokens: false };
