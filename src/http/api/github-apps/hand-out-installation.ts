import { mintInstallationToken } from '../../../broker/github-app/mint-installation-token.ts';
import { describeUnknownProvider, type Selector, selectProvider } from '../../../broker/hand-out/select-provider.ts';
import type { Caller } from '../../../identity/caller.ts';
import type { Seconds } from '../../../protocol/units.ts';
import type { RequestFacts, Rooms } from '../../context.ts';
import { actorOf } from '../actor.ts';
import { ApiError } from '../api-error.ts';
import type { Answer } from '../operation.ts';
import { encodeInstallationHandOut } from './encode-installation-token.ts';
import { allowedInstallations, callingAgent } from './installation-holder.ts';
import type { AskedInstallation } from './installation-wish.ts';
import { recordInstallationToken } from './record-installation-token.ts';

/** Who asks for a token of an installation where others ask for their own. */
export interface InstallationCall {
  readonly caller: Caller | undefined;
  readonly request: RequestFacts;
  readonly selector: Selector;
  readonly wanted: AskedInstallation;
  readonly minValidity: Seconds | undefined;
}

/**
 * Hands out a token of an installation, in the form of every hand-out.
 *
 * @throws ApiError if there is none.
 */
export async function handOutInstallation(rooms: Rooms, call: InstallationCall): Promise<Answer> {
  const { caller, request, selector, wanted, minValidity } = call;
  const provider = selectProvider(rooms.broker.providers, selector);
  if (provider === undefined) {
    const { message, detail } = describeUnknownProvider(rooms.broker.providers, selector);
    throw new ApiError(404, message, { detail });
  }
  const allowed = allowedInstallations(caller, provider.id);
  const result = await mintInstallationToken(rooms.broker, { provider, ...wanted, allowed, minValidity });
  await recordInstallationToken(rooms, { by: actorOf(caller, request), agent: callingAgent(caller), ...wanted }, result);
  return encodeInstallationHandOut(result);
}
