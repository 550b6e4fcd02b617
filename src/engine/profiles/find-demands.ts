import type { ProfileName } from '../model/profile-name.ts';
import { type DemandInForce, type Demands, type DemandsInForce, noDemands } from './demands.ts';
import { rulesOf } from './profile.ts';
import { profiles } from './registry.ts';

/** Whoever has profiles switched on: a service or a client. */
export interface ProfileHolder {
  readonly profiles: readonly ProfileName[];
}

const none: ProfileHolder = { profiles: [] };

/** What is demanded by the profiles of a service and of a client together: {@link noDemands} where neither has one. */
export function findDemands(service: ProfileHolder, client: ProfileHolder = none): DemandsInForce {
  if (service.profiles.length === 0 && client.profiles.length === 0) return noDemands;
  const inForce = new Map<string, DemandInForce<Demands[keyof Demands]>>();
  for (const profile of profiles) {
    if (!service.profiles.includes(profile.name) && !client.profiles.includes(profile.name)) continue;
    for (const { clause, demands = {} } of rulesOf(profile))
      for (const [name, value] of Object.entries(demands)) inForce.set(name, { value, clause });
  }
  return Object.fromEntries(inForce); // each demand is made by one rule, with a value of its own type
}
