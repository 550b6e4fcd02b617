import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type ClientNotFound, notFound, type RejectClient, reject } from './client-decision.ts';
import type { ClientReference } from './client-reference.ts';

/** A person's authorizations at one client. */
export interface Authorizations extends ClientReference {
  readonly subject: string;
}

/** The clients that have something of a person, the one that was allowed something last first. */
export async function listAuthorizedClients(
  { facts, clock }: Pick<Engine, 'facts' | 'clock'>,
  { service, subject }: { readonly service: Pick<Service, 'id'>; readonly subject: string },
): Promise<readonly Client[]> {
  const grants = await facts.listLiveGrants(service.id, subject, clock());
  const numbers = [...new Set(grants.map(({ clientNumber }) => clientNumber))];
  const found = await Promise.all(numbers.map((number) => facts.findClient(service.id, String(number))));
  return found.flatMap((each) => (each === undefined ? [] : [each.client]));
}

/** The tokens are changed. */
export interface ChangeAuthorizations {
  readonly action: 'change';
  readonly client: Client;
  readonly changes: readonly EngineChange[];
}

/**
 * Gives all tokens that a client has of a person other scopes: the service's, of those that the client may have. Whoever runs the engine
 * answers for what the person allowed.
 */
export function updateAuthorizations(
  { facts, commit }: Pick<Engine, 'facts' | 'commit'>,
  { service, clientId, subject, scopes }: Authorizations & { readonly scopes: readonly string[] },
): Promise<ChangeAuthorizations | RejectClient | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<ChangeAuthorizations | RejectClient | ClientNotFound> => {
    const client = (await facts.findClient(service.id, clientId))?.client;
    if (client === undefined) return notFound;
    const may = (name: string): boolean =>
      service.scopes.some((known) => known.name === name) && client.allowedScopes?.includes(name) !== false;
    const refused = scopes.find((name) => !may(name));
    if (refused !== undefined)
      return reject([{ field: 'scopes', detail: `scopes has one that the client may not have: ${refused.slice(0, 64)}` }]);
    const changed = { clientNumber: client.number, subject, scopes: [...new Set(scopes)] };
    return {
      action: 'change',
      client,
      changes: [
        { change: 'update_scopes_of_grants', ...changed },
        { change: 'update_scopes_of_access_tokens', ...changed },
      ],
    };
  });
}

/** What a person allowed a client, as far as it still counts. */
export interface GrantedScopes {
  readonly client: Client;
  /** By the newest grant; undefined: nothing. */
  readonly latest: readonly string[] | undefined;
  /** By all of them. */
  readonly merged: readonly string[] | undefined;
  /** When the newest was made. */
  readonly modifiedAt: EpochSeconds | undefined;
}

/** The scopes a person allowed a client; undefined if there is no such client. */
export async function findGrantedScopes(
  { facts, clock }: Pick<Engine, 'facts' | 'clock'>,
  { service, clientId, subject }: Authorizations,
): Promise<GrantedScopes | undefined> {
  const client = (await facts.findClient(service.id, clientId))?.client;
  if (client === undefined) return undefined;
  const consents = (await facts.listConsents(service.id, subject, clock())).filter(({ clientNumber }) => clientNumber === client.number);
  const [newest] = consents;
  return {
    client,
    latest: newest?.scopes,
    merged: newest && [...new Set(consents.flatMap(({ scopes }) => scopes))],
    modifiedAt: newest?.createdAt,
  };
}

/** Forgets what a person allowed a client: they are asked again. The tokens live on. */
export function forgetGrantedScopes(
  { facts, commit }: Pick<Engine, 'facts' | 'commit'>,
  { service, clientId, subject }: Authorizations,
): Promise<ChangeAuthorizations | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<ChangeAuthorizations | ClientNotFound> => {
    const client = (await facts.findClient(service.id, clientId))?.client;
    if (client === undefined) return notFound;
    return { action: 'change', client, changes: [{ change: 'forget_consents', clientNumber: client.number, subject }] };
  });
}
