import { type Seconds, seconds } from '../../protocol/units.ts';
import type { Service } from '../model/service.ts';
import { findDemands, type ProfileHolder } from './find-demands.ts';

const shorter = (lifetime: Seconds, bound: Seconds | undefined): Seconds =>
  bound === undefined ? lifetime : seconds(Math.min(lifetime, bound));

/** How long a client's codes live: as its service says, or as long as a profile allows. */
export const codeLifetime = (service: Pick<Service, 'profiles' | 'codeLifetime'>, client: ProfileHolder | undefined): Seconds =>
  shorter(service.codeLifetime, findDemands(service, client).maxCodeLifetime?.value);

/** How long a client's pushed requests wait: as its service says, or as long as a profile allows. */
export const pushedLifetime = (service: Pick<Service, 'profiles' | 'requestRules'>, client: ProfileHolder): Seconds =>
  shorter(service.requestRules.pushedLifetime, findDemands(service, client).maxPushedLifetime?.value);

/** Those of some algorithms that a profile allows, ours and a client's. */
export function allowedAlgorithms<Name extends string>(
  service: ProfileHolder,
  client: ProfileHolder | undefined,
  algorithms: readonly Name[],
): readonly Name[] {
  const allowed = findDemands(service, client).signingAlgorithms?.value;
  return allowed === undefined ? algorithms : algorithms.filter((name) => allowed.includes(name));
}
