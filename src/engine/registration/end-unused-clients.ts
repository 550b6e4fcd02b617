import { epochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { clientDeletion } from '../clients/manage-clients.ts';
import type { Engine } from '../ports.ts';

/** Clients that one step ends: few enough that requests in between do not notice. */
const clientsPerStep = 100;

/**
 * Ends the clients that no operator made and that nobody uses: those never used, and those not used for long. One that is used meanwhile stays.
 *
 * @returns how many it ended.
 */
export async function endUnusedClients({ facts, commit, clock }: Pick<Engine, 'facts' | 'commit' | 'clock'>): Promise<number> {
  let ended = 0;
  for (const { id, registrationRules } of await facts.listServices()) {
    const now = clock();
    const madeBefore = epochSeconds(now - registrationRules.unusedLifetime);
    const usedBefore = epochSeconds(now - registrationRules.idleLifetime);
    for (const number of await facts.listUnusedClients(id, madeBefore, usedBefore, clientsPerStep)) {
      const found = await facts.findClient(id, String(number));
      if (found === undefined) continue;
      const [, ...secrets] = clientDeletion(found);
      const end: EngineChange = { change: 'expire_client', clientNumber: number, lastUsedAt: found.client.lastUsedAt };
      if ((await commit([end, ...secrets])).outcome === 'committed') ended++;
    }
  }
  return ended;
}
