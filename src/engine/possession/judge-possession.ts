import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import { type DpopTools, type ProvenKey, verifyDpop } from '../dpop/verify-dpop.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Service } from '../model/service.ts';
import { breakRule } from '../profiles/break-rule.ts';
import { findDemands } from '../profiles/find-demands.ts';
import { findPossessionFault } from './find-possession-fault.ts';

/** How an access token was presented. */
export interface Presentation {
  /** The scheme of the `Authorization` header (RFC 6750 §2.1, RFC 9449 §7.1); undefined: not known, and taken to be the token's. */
  readonly scheme?: 'Bearer' | 'DPoP' | undefined;
  /** undefined: the request has no `DPoP` header. */
  readonly dpop?: PresentedDpop | undefined;
  /** The SHA-256 of the certificate the connection showed. */
  readonly certificateThumbprint?: string | undefined;
}

/** An access token that was found good, and how it came. */
export interface PossessionFacts {
  readonly now: EpochSeconds;
  readonly service: Pick<Service, 'id' | 'offerRules' | 'bindingRules' | 'profiles'>;
  /** As it was sent: its hash is in the proof. */
  readonly token: string;
  readonly confirmation: Confirmation | undefined;
  readonly presentation: Presentation;
}

const invalidToken = (reason: string): OAuthError =>
  new OAuthError('invalid_token', 'The access token is bound to a key that was not shown.', reason);
const nothing: Pick<ProvenKey, 'changes'> = { changes: [] };

/**
 * Judges whether the sender of an access token has the keys it is bound to.
 *
 * @returns the writes that use the proof up, or `invalid_token`, `invalid_dpop_proof` or `use_dpop_nonce`.
 * @see RFC 9449 §7.1, §7.2, RFC 8705 §3
 */
export async function judgePossession(engine: DpopTools, facts: PossessionFacts): Promise<Pick<ProvenKey, 'changes'> | OAuthError> {
  const { now, service, token, confirmation, presentation } = facts;
  const { scheme = confirmation?.jkt === undefined ? 'Bearer' : 'DPoP', dpop, certificateThumbprint } = presentation;
  if (confirmation === undefined && scheme === 'Bearer') {
    const { boundTokens } = findDemands(service);
    if (boundTokens !== undefined) return breakRule('invalid_token', 'Access tokens must be bound to a key.', boundTokens);
    if (!service.bindingRules.dpopBoundAccessTokens) return nothing;
    return new OAuthError('invalid_token', 'Access tokens must be bound to a DPoP key.', 'bearer token where DPoP is required');
  }
  if (confirmation?.jkt === undefined) {
    if (scheme === 'DPoP') return new OAuthError('invalid_token', 'The access token is not bound to a DPoP key.');
    const fault = findPossessionFault(confirmation, { 'x5t#S256': certificateThumbprint });
    return fault === undefined ? nothing : invalidToken(fault);
  }
  // RFC 9449 §7.2: a bound token that is taken as a bearer token would be worth as much to its thief.
  if (scheme === 'Bearer') return invalidToken('DPoP-bound token sent as a bearer token');
  if (dpop === undefined) return new OAuthError('invalid_dpop_proof', 'The DPoP proof is missing.');
  const proven = await verifyDpop(engine, { service, dpop, accessToken: token, now });
  if (proven instanceof OAuthError) return proven;
  const fault = findPossessionFault(confirmation, { jkt: proven.jkt, 'x5t#S256': certificateThumbprint });
  return fault === undefined ? proven : invalidToken(fault);
}
