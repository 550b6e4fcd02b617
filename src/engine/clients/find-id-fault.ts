import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { ClientFieldFault, ClientInput } from './client-input.ts';

/** Whether the text id that an input wants is another client's. */
export async function findIdFault(
  facts: Engine['facts'],
  service: Pick<Service, 'id'>,
  { clientId }: ClientInput,
  number: number,
): Promise<ClientFieldFault | undefined> {
  const found = clientId === undefined ? undefined : await facts.findClient(service.id, clientId);
  if (found === undefined || found.client.number === number) return undefined;
  return { field: 'client_id', detail: 'client_id is that of another client' };
}
