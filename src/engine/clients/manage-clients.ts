import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { ClientWithSecrets, Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type ClientNotFound, type DeleteClient, notFound, type RejectClient, type SaveClient } from './client-decision.ts';
import type { ClientInput } from './client-input.ts';
import type { ClientReference } from './client-reference.ts';
import { decideClientCreation, decideClientUpdate } from './decide-client.ts';
import { findListedUris } from './find-listed-uris.ts';

type Tools = Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'fetchSectorRedirectUris'>;

/** Makes a client an operator asked for. */
export async function createClient(
  engine: Tools,
  { service, input, createdBy }: { readonly service: Service; readonly input: ClientInput; readonly createdBy: string | undefined },
): Promise<SaveClient | RejectClient | Refusal> {
  const { commit, clock, mint } = engine;
  const listed = await findListedUris(engine, input);
  return settle({ commit }, () => {
    const fresh = { number: mint.number(), clientId: mint.uuid() };
    return decideClientCreation({ now: clock(), service, input, source: 'static', createdBy, listed, ...fresh });
  });
}

/** Changes the fields of a client that the input names. */
export function updateClient(
  engine: Tools,
  { service, clientId, input }: ClientReference & { readonly input: ClientInput },
): Promise<SaveClient | RejectClient | ClientNotFound | Refusal> {
  const { facts, commit, clock } = engine;
  return settle({ commit }, async () => {
    const found = await facts.findClient(service.id, clientId);
    if (found === undefined) return notFound;
    const { client } = found;
    const listed = await findListedUris(engine, input, client.openIdRules);
    return decideClientUpdate({ now: clock(), service, client, input, listed });
  });
}

/** The writes that delete a client: its codes, grants and tokens die with it, since every use of one looks for the client. */
export const clientDeletion = ({ client, secrets }: ClientWithSecrets): readonly EngineChange[] => [
  { change: 'delete_client', clientNumber: client.number },
  ...secrets.map(({ id }): EngineChange => ({ change: 'delete_client_secret', clientNumber: client.number, secretId: id })),
];

/** Deletes a client with everything it obtained. */
export function deleteClient(
  { facts, commit }: Pick<Engine, 'facts' | 'commit'>,
  { service, clientId }: ClientReference,
): Promise<DeleteClient | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<DeleteClient | ClientNotFound> => {
    const found = await facts.findClient(service.id, clientId);
    return found === undefined ? notFound : { action: 'delete', client: found.client, changes: clientDeletion(found) };
  });
}
