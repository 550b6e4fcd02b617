import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Service } from '../model/service.ts';
import { breakRule } from '../profiles/break-rule.ts';
import { findDemands } from '../profiles/find-demands.ts';

/** What the binding of new tokens is decided by. */
export interface ConfirmationFacts {
  readonly service: Pick<Service, 'bindingRules' | 'profiles'>;
  readonly client: Pick<Client, 'bindingRules' | 'profiles'>;
  /** The key a DPoP proof was verified with. */
  readonly jkt: string | undefined;
  /** The SHA-256 of the certificate the client's connection showed. */
  readonly certificateThumbprint: string | undefined;
  /** Whether the client authenticated by that certificate. */
  readonly isAuthenticatedByCertificate: boolean;
}

/**
 * Decides what new tokens are bound to; undefined leaves them bearer tokens.
 *
 * A proof always binds. A certificate binds where the service or the client says so, and where the client authenticated by it and
 * brought no proof. What is demanded and was not brought refuses the request: a client that means its tokens to be bound must not get
 * others because a proxy swallowed a header.
 *
 * @see RFC 9449 §5, §5.2 `dpop_bound_access_tokens`; RFC 8705 §3, §3.4 `tls_client_certificate_bound_access_tokens`;
 * FAPI 2.0 Security Profile §5.3.2.1 (4)
 */
export function decideConfirmation(facts: ConfirmationFacts): Confirmation | OAuthError | undefined {
  const { jkt, certificateThumbprint } = facts;
  const rules = [facts.service.bindingRules, facts.client.bindingRules];
  if (jkt === undefined && rules.some(({ dpopBoundAccessTokens }) => dpopBoundAccessTokens)) {
    return new OAuthError('invalid_dpop_proof', 'This client must send a DPoP proof.', 'DPoP proof missing');
  }
  const { certificateBindingOffered: isOffered, tlsClientCertificateBoundAccessTokens: isDemanded } = facts.service.bindingRules;
  const isCertificateWanted = isDemanded || (isOffered && facts.client.bindingRules.tlsClientCertificateBoundAccessTokens);
  if (certificateThumbprint === undefined && isCertificateWanted) {
    return new OAuthError('invalid_request', 'This client must show its TLS client certificate.', 'client certificate missing');
  }
  const bindsCertificate = isCertificateWanted || (isOffered && facts.isAuthenticatedByCertificate && jkt === undefined);
  if (bindsCertificate && certificateThumbprint !== undefined) {
    return jkt === undefined ? { 'x5t#S256': certificateThumbprint } : { jkt, 'x5t#S256': certificateThumbprint };
  }
  if (jkt !== undefined) return { jkt };
  const { boundTokens } = findDemands(facts.service, facts.client);
  return boundTokens === undefined ? undefined : breakRule('invalid_dpop_proof', 'This client must send a DPoP proof.', boundTokens);
}
