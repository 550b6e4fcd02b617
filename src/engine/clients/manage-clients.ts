import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { ClientWithSecrets, Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type ClientNotFound, type DeleteClient, notFound, type RejectClient, type SaveClient } from './client-decision.ts';
import type { ClientInput } from './client-input.ts';
import { decideClientCreation, decideClientUpdate } from './decide-client.ts';

type Tools = Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint'>;

/** Names one client of a service. */
export interface ClientReference {
  readonly service: Service;
  /** The text or numeric id. */
  readonly clientId: string;
}

/** Makes a client an operator asked for. */
export function createClient(
  { commit, clock, mint }: Tools,
  { service, input, createdBy }: { readonly service: Service; readonly input: ClientInput; readonly createdBy: string | undefined },
): Promise<SaveClient | RejectClient | Refusal> {
  return settle({ commit }, () =>
    decideClientCreation({ now: clock(), service, input, source: 'static', createdBy, number: mint.number(), clientId: mint.uuid() }),
  );
}

/** Changes the fields of a client that the input names. */
export function updateClient(
  { facts, commit, clock }: Tools,
  { service, clientId, input }: ClientReference & { readonly input: ClientInput },
): Promise<SaveClient | RejectClient | ClientNotFound | Refusal> {
  return settle({ commit }, async () => {
    const found = await facts.findClient(service.id, clientId);
    return found === undefined ? notFound : decideClientUpdate({ now: clock(), service, client: found.client, input });
  });
}

/** The writes that delete a client: its codes, grants and tokens die with it, since every use of one looks for the client. */
export const clientDeletion = ({ client, secrets }: ClientWithSecrets): readonly EngineChange[] => [
  { change: 'delete_client', clientNumber: client.number },
  ...secrets.map(({ id }): EngineChange => ({ change: 'delete_client_secret', clientNumber: client.number, secretId: id })),
];

/** Deletes a client with everything it obtained. */
export function deleteClient(
  { facts, commit }: Tools,
  { service, clientId }: ClientReference,
): Promise<DeleteClient | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<DeleteClient | ClientNotFound> => {
    const found = await facts.findClient(service.id, clientId);
    return found === undefined ? notFound : { action: 'delete', changes: clientDeletion(found) };
  });
}
