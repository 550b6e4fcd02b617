import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';

/**
 * What a client's refresh tokens are bound to: a public client's to the keys it shows, a confidential one's to nothing but its credentials,
 * so that it may change its key.
 *
 * @see RFC 9449 §5, RFC 8705 §4
 */
export const refreshConfirmation = (
  { clientType }: Pick<Client, 'clientType'>,
  shown: Confirmation | undefined,
): Confirmation | undefined => (clientType === 'public' ? shown : undefined);
