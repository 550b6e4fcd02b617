import { type Seconds, seconds } from '../../protocol/units.ts';
import { findSigningAlgorithm, ownAlgorithm } from '../keys/signing-algorithms.ts';
import type { Service } from '../model/service.ts';
import type { SigningAlgorithm } from '../model/signing-key.ts';
import { findDemands, type ProfileHolder } from './find-demands.ts';

const shorter = (lifetime: Seconds, bound: Seconds | undefined): Seconds =>
  bound === undefined ? lifetime : seconds(Math.min(lifetime, bound));

/** How long a client's codes live: as its service says, or as long as a profile allows. */
export const codeLifetime = (service: Pick<Service, 'profiles' | 'codeLifetime'>, client: ProfileHolder | undefined): Seconds =>
  shorter(service.codeLifetime, findDemands(service, client).maxCodeLifetime?.value);

/** How long a client's pushed requests wait: as its service says, or as long as a profile allows. */
export const pushedLifetime = (service: Pick<Service, 'profiles' | 'requestRules'>, client: ProfileHolder): Seconds =>
  shorter(service.requestRules.pushedLifetime, findDemands(service, client).maxPushedLifetime?.value);

/** How far the clock of a client may be off: as its service says, or as far as a profile allows. */
export const clockTolerance = (service: Pick<Service, 'profiles' | 'offerRules'>, client: ProfileHolder | undefined): Seconds =>
  shorter(service.offerRules.clockTolerance, findDemands(service, client).maxClockTolerance?.value);

/** Those of some algorithms that a profile allows, ours and a client's. */
export function allowedAlgorithms<Name extends string>(
  service: ProfileHolder,
  client: ProfileHolder | undefined,
  algorithms: readonly Name[],
): readonly Name[] {
  const allowed = findDemands(service, client).signingAlgorithms?.value;
  return allowed === undefined ? algorithms : algorithms.filter((name) => allowed.includes(name));
}

/**
 * What an answer to a client is signed with: what it registered, or else the default of the kind of answer, as far as a profile allows it.
 *
 * @param registered the wire value; undefined if it registered none.
 */
export function answerAlgorithm(
  service: ProfileHolder,
  client: ProfileHolder,
  registered: string | undefined,
  byDefault: SigningAlgorithm,
): SigningAlgorithm {
  const wished = (registered === undefined ? undefined : findSigningAlgorithm(registered)) ?? byDefault;
  const [chosen = ownAlgorithm] = allowedAlgorithms(service, client, [wished]);
  return chosen;
}
