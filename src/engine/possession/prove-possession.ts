import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import { type DpopTools, verifyDpop } from '../dpop/verify-dpop.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Service } from '../model/service.ts';
import { decideConfirmation } from './decide-confirmation.ts';

/** What a client shows when it asks for tokens. */
export interface ShownKeys {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly client: Client;
  /** undefined: the request has no `DPoP` header. */
  readonly dpop: PresentedDpop | undefined;
  /** The key of that proof, where it was verified already and is used up. */
  readonly dpopJkt?: string | undefined;
  /** The SHA-256 of the certificate the client's connection showed. */
  readonly certificateThumbprint: string | undefined;
  /** Whether the client authenticated by that certificate. */
  readonly isAuthenticatedByCertificate: boolean;
}

/** What the client has shown to have, and the writes that use its proof up. */
export interface ProvenPossession {
  readonly confirmation: Confirmation | undefined;
  readonly changes: readonly EngineChange[];
}

const nothing: readonly EngineChange[] = [];

/**
 * Finds out what the tokens of a request are to be bound to.
 *
 * @returns an error if a proof is not valid, or one that is demanded is missing.
 * @see RFC 9449 §5, RFC 8705 §3
 */
export async function provePossession(
  engine: DpopTools,
  { now, service, client, dpop, dpopJkt, certificateThumbprint, isAuthenticatedByCertificate }: ShownKeys,
): Promise<ProvenPossession | OAuthError> {
  const isProven = dpop === undefined || dpopJkt !== undefined;
  const proven = isProven
    ? { jkt: dpopJkt, changes: nothing }
    : await verifyDpop(engine, { service, client, dpop, accessToken: undefined, now });
  if (proven instanceof OAuthError) return proven;
  const { jkt, changes } = proven;
  const confirmation = decideConfirmation({ service, client, jkt, certificateThumbprint, isAuthenticatedByCertificate });
  return confirmation instanceof OAuthError ? confirmation : { confirmation, changes };
}
