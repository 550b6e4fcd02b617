import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';

/**
 * What a client's refresh tokens are bound to: a public client's to the keys it shows, a confidential one's to nothing but its credentials,
 * so that it may change its key. An instance of a client that somebody vouches for has its refresh tokens to itself.
 *
 * @see RFC 9449 §5, RFC 8705 §4; draft-ietf-oauth-attestation-based-client-auth-11 §10.3
 */
export const refreshConfirmation = (
  { clientType }: Pick<Client, 'clientType'>,
  shown: Confirmation | undefined,
  instanceJkt: string | undefined,
): Confirmation | undefined => {
  if (instanceJkt !== undefined) return { jkt: instanceJkt };
  return clientType === 'public' ? shown : undefined;
};
