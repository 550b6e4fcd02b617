import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type ClientNotFound, notFound, type SaveClient } from './client-decision.ts';
import type { ClientReference } from './client-reference.ts';

/** The write that locks or unlocks a client. It is one of its own, so that no change of something else undoes a lock it did not see. */
export const lockChange = ({ number }: Pick<Client, 'number'>, isLocked: boolean, at: EpochSeconds): EngineChange => ({
  change: 'lock_client',
  clientNumber: number,
  isLocked,
  at,
});

/** Stops a client everywhere, with its tokens, or lets it go on. It works whatever else is wrong with the client. */
export function lockClient(
  { facts, commit, clock }: Pick<Engine, 'facts' | 'commit' | 'clock'>,
  { service, clientId, isLocked }: ClientReference & { readonly isLocked: boolean },
): Promise<SaveClient | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<SaveClient | ClientNotFound> => {
    const client = (await facts.findClient(service.id, clientId))?.client;
    if (client === undefined) return notFound;
    const now = clock();
    return { action: 'save', client: { ...client, isLocked, updatedAt: now }, changes: [lockChange(client, isLocked, now)] };
  });
}
