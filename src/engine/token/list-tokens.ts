import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { TokenRecord } from '../model/token-record.ts';
import type { Engine } from '../ports.ts';

/** Which tokens are listed, and which of them. */
export interface TokenListing {
  /** The client's text or numeric id; undefined: any. */
  readonly clientId?: string | undefined;
  /** undefined: any, and clients that speak for themselves. */
  readonly subject?: string | undefined;
  /** How many of the newest are skipped. */
  readonly skip: number;
  readonly limit: number;
}

/** Live tokens, the newest first. */
export interface TokenList {
  readonly totalCount: number;
  readonly records: readonly TokenRecord[];
  /** The client that was asked for. */
  readonly client: Client | undefined;
}

/**
 * Lists live tokens for whoever runs the engine. They are shown by what names them, never as they are.
 *
 * @returns `invalid_client` if there is no such client.
 */
export async function listTokens(
  { facts, clock }: Pick<Engine, 'facts' | 'clock'>,
  { id: serviceId }: Pick<Service, 'id'>,
  { clientId, subject, skip, limit }: TokenListing,
): Promise<TokenList | OAuthError> {
  const client = clientId === undefined ? undefined : (await facts.findClient(serviceId, clientId))?.client;
  if (clientId !== undefined && client === undefined) return new OAuthError('invalid_client', 'This application is not known here.');
  const selection = { serviceId, clientNumber: client?.number, subject };
  const now = clock();
  const totalCount = await facts.countTokenRecords(selection, now);
  const records = limit === 0 ? [] : await facts.listTokenRecords(selection, now, { skip, limit });
  return { totalCount, records, client };
}
