import type { EngineChange } from '../changes.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { claimInTurn } from './claim-in-turn.ts';
import { type RejectClient, reject } from './client-decision.ts';

/** The developer may have one more client. */
export interface ClaimPlace {
  readonly action: 'claim';
  readonly changes: readonly EngineChange[];
}

const noClaim: ClaimPlace = { action: 'claim', changes: [] };

/**
 * Decides whether a developer may have one more client of a service. Clients of nobody in particular are not counted.
 *
 * @param developer whose the client shall be. @param current whose it is now
 */
export async function claimDeveloperPlace(
  facts: Engine['facts'],
  { id, offerRules: { clientsPerDeveloper: places } }: Pick<Service, 'id' | 'offerRules'>,
  developer: string | undefined,
  current?: string,
): Promise<ClaimPlace | RejectClient> {
  if (places === undefined || developer === undefined || developer === current) return noClaim;
  if ((await facts.countClientsOf(id, developer)) >= places)
    return reject([
      { field: 'developer', detail: `developer has ${places} clients already, which is as many as one may have`, isLimit: true },
    ]);
  return { action: 'claim', changes: claimInTurn({ change: 'claim_developer_place', serviceId: id, developer, places }) };
}
