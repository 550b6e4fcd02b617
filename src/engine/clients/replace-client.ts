import type { EpochSeconds } from '../../protocol/units.ts';
import type { Refusal } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { timeOfUpdate } from '../time-of-update.ts';
import { claimDeveloperPlace } from './claim-developer-place.ts';
import { type ClientNotFound, notFound, type RejectClient, reject, type SaveClient } from './client-decision.ts';
import type { ClientInput } from './client-input.ts';
import type { ClientReference } from './client-reference.ts';
import { type ClientCreation, decideClientCreation } from './decide-client.ts';
import { findIdFault } from './find-id-fault.ts';
import { findListedUris } from './find-listed-uris.ts';
import { lockChange } from './lock-client.ts';
import { withProvisionedDefaults } from './provisioned-defaults.ts';

/** A client somebody wants to be another. */
export interface ClientReplacement extends Pick<ClientCreation, 'service' | 'input' | 'listed'> {
  readonly now: EpochSeconds;
  readonly client: Client;
}

/** What the interface that replaces clients does not speak of stays as other interfaces left it. */
const keepOthers = (current: Client, made: Client): Client => ({
  ...made,
  accessTokenFormat: current.accessTokenFormat,
  introspectionSignedResponseAlg: current.introspectionSignedResponseAlg,
  logoutRules: current.logoutRules,
  defaultScopes: current.defaultScopes?.filter((name) => made.allowedScopes?.includes(name) !== false),
  isLocked: made.isLocked,
  registration: current.registration,
  lastUsedAt: current.lastUsedAt,
  createdAt: current.createdAt,
  updatedAt: timeOfUpdate(current.updatedAt, made.updatedAt),
});

/**
 * Decides a replacement: what the input does not name gets its default, but for who the client is, and its lock. Whether it can keep a
 * secret does not change by being told so.
 */
export function decideClientReplacement({ now, service, client: current, input, listed }: ClientReplacement): SaveClient | RejectClient {
  if (input.clientType !== undefined && input.clientType !== current.clientType)
    return reject([{ field: 'client_type', detail: 'client_type cannot be changed' }]);
  const { number, clientId, clientType, source, createdBy, isLocked } = current;
  const named = withProvisionedDefaults({ isLocked, ...input, clientType });
  const made = decideClientCreation({ now, service, input: named, source, createdBy, number, clientId, listed, mayBeBare: true });
  if (made.action === 'reject') return made;
  const client = keepOthers(current, made.client);
  const locks = input.isLocked === undefined ? [] : [lockChange(client, input.isLocked, now)];
  return { action: 'save', client, changes: [{ change: 'update_client', client, since: current.updatedAt }, ...locks] };
}

/** Replaces the settings of a client. */
export async function replaceClient(
  engine: Pick<Engine, 'facts' | 'commit' | 'clock' | 'fetchSectorRedirectUris'>,
  { service, clientId, input }: ClientReference & { readonly input: ClientInput },
): Promise<SaveClient | RejectClient | ClientNotFound | Refusal> {
  const { facts, commit, clock } = engine;
  const listed = await findListedUris(engine, input);
  return settle({ commit }, async (): Promise<SaveClient | RejectClient | ClientNotFound> => {
    const client = (await facts.findClient(service.id, clientId))?.client;
    if (client === undefined) return notFound;
    const idFault = await findIdFault(facts, service, input, client.number);
    if (idFault !== undefined) return reject([idFault]);
    const claimed = await claimDeveloperPlace(facts, service, input.description?.developer, client.description.developer);
    if (claimed.action === 'reject') return claimed;
    const decision = decideClientReplacement({ now: clock(), service, client, input, listed });
    return decision.action === 'reject' ? decision : { ...decision, changes: [...claimed.changes, ...decision.changes] };
  });
}
