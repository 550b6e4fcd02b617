import type { Refusal } from '../decision.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { timeOfUpdate } from '../time-of-update.ts';
import { type ClientNotFound, notFound, type RejectClient, reject, type SaveClient } from './client-decision.ts';
import type { ClientReference } from './client-reference.ts';

/**
 * Says which scopes a client may have, whatever else is wrong with it. Its default scopes shrink with them.
 *
 * @param scopes undefined: all of the service's.
 */
export function setRequestableScopes(
  { facts, commit, clock }: Pick<Engine, 'facts' | 'commit' | 'clock'>,
  { service, clientId, scopes }: ClientReference & { readonly scopes: readonly string[] | undefined },
): Promise<SaveClient | RejectClient | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<SaveClient | RejectClient | ClientNotFound> => {
    const current = (await facts.findClient(service.id, clientId))?.client;
    if (current === undefined) return notFound;
    const unknown = scopes?.find((name) => !service.scopes.some((known) => known.name === name));
    if (unknown !== undefined) {
      const detail = `has a scope that is not known here: ${unknown.slice(0, 64)}`;
      return reject([{ field: 'requestableScopes', detail }]);
    }
    const client = {
      ...current,
      allowedScopes: scopes && [...new Set(scopes)],
      defaultScopes: current.defaultScopes?.filter((name) => scopes?.includes(name) !== false),
      updatedAt: timeOfUpdate(current.updatedAt, clock()),
    };
    return { action: 'save', client, changes: [{ change: 'update_client', client, since: current.updatedAt }] };
  });
}
