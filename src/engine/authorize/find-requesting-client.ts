import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/** The client an authorization request names; undefined if it names none, or none that exists. */
export async function findRequestingClient(
  { facts }: Pick<Engine, 'facts'>,
  { service, parameters }: AuthorizationRequest,
): Promise<Client | undefined> {
  const [clientId, ...others] = parameters.get('client_id') ?? [];
  if (clientId === undefined || others.length > 0) return undefined;
  return (await facts.findClient(service.id, clientId))?.client;
}
