import { getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { AuthenticatedClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { type DpopTools, type ProvenKey, verifyDpop } from '../dpop/verify-dpop.ts';

/** A pushed request with the key its code is bound to, and the writes that use its proof up. */
export interface BoundRequest extends Pick<ProvenKey, 'changes'> {
  readonly parameters: Parameters;
}

/**
 * Binds a pushed request to the key of the DPoP proof it came with, as `dpop_jkt` would. If it has both they must agree.
 *
 * @param authenticated who pushes it, and the key of the proof if that authenticated the client already.
 * @see RFC 9449 §10.1
 */
export async function bindPushedRequest(
  engine: DpopTools,
  { service, dpop }: Pick<ClientRequest, 'service' | 'dpop'>,
  parameters: Parameters,
  now: EpochSeconds,
  { client, dpopJkt }: Pick<AuthenticatedClient, 'client' | 'dpopJkt'>,
): Promise<BoundRequest | OAuthError> {
  if (dpop === undefined) return { parameters, changes: [] };
  const proven =
    dpopJkt !== undefined
      ? { jkt: dpopJkt, changes: [] }
      : await verifyDpop(engine, { service, client, dpop, accessToken: undefined, now });
  if (proven instanceof OAuthError) return proven;
  const { jkt, changes } = proven;
  const named = getParameter(parameters, 'dpop_jkt');
  if (named !== undefined && named !== jkt) return new OAuthError('invalid_dpop_proof', 'dpop_jkt names another key than the DPoP proof.');
  return { parameters: new Map([...parameters, ['dpop_jkt', [jkt]]]), changes };
}
