import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { ClientFieldFault, ClientInput } from './client-input.ts';

/** What may be taken for the URL of a client metadata document. */
const urlLike = /^https?:\/\//i;

/** Why a client cannot have the text id that an input wants. The one that it has already stays its own, whatever it looks like. */
export async function findIdFault(
  facts: Engine['facts'],
  { id, offerRules }: Pick<Service, 'id' | 'offerRules'>,
  { clientId }: ClientInput,
  number: number,
): Promise<ClientFieldFault | undefined> {
  if (clientId === undefined) return undefined;
  const owner = (await facts.findClient(id, clientId))?.client.number;
  if (owner === number) return undefined;
  if (owner !== undefined) return { field: 'client_id', detail: 'client_id is that of another client' };
  const isProhibited = offerRules.urlIdsProhibited && urlLike.test(clientId);
  return isProhibited ? { field: 'client_id', detail: 'client_id must not look like a URL' } : undefined;
}
