import { OAuthError } from '../../protocol/oauth-error.ts';
import { findToldFault } from '../authentication/find-told-fault.ts';
import type { AuthenticatedSubject } from '../authorize/authorization-request.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { DeviceRefusal } from '../model/device-authorization.ts';
import type { Service } from '../model/service.ts';
import type { TokenTerms } from '../model/token-terms.ts';
import type { Engine } from '../ports.ts';
import { mayHaveScope } from '../scopes/decide-scopes.ts';
import { settle } from '../settle.ts';
import { approveWaitingDevice, refuseWaitingDevice } from './decide-device-outcome.ts';
import { findWaitingDevice, type WaitingDevice } from './find-waiting-device.ts';

/** What came of a device's request at a front end, which knows the people and asked them. */
export type FrontEndOutcome =
  | {
      readonly outcome: 'approved';
      /** That they signed in as lately and as well as the request wants, the front end has seen to. */
      readonly subject: AuthenticatedSubject;
      /** Instead of the scopes that were asked for; undefined: those. */
      readonly scopes?: readonly string[] | undefined;
      /** What is laid down for the tokens, as `readGrantTerms` reads it. */
      readonly terms?: TokenTerms | undefined;
    }
  | ({ readonly outcome: 'denied' | 'failed' } & DeviceRefusal);

/** It is done, or the user code is good for nothing. A refusal is the front end's mistake, and leaves the device waiting. */
export type DeviceCompletion =
  | { readonly action: 'completed' | 'expired' | 'unknown'; readonly changes: readonly EngineChange[] }
  | Refusal;

function decideApproval(
  engine: Engine,
  waiting: WaitingDevice,
  { subject, scopes, terms }: Extract<FrontEndOutcome, { outcome: 'approved' }>,
): readonly EngineChange[] | OAuthError {
  const { service, client, device } = waiting;
  const now = engine.clock();
  const fault = findToldFault(subject, now);
  if (fault !== undefined) return new OAuthError('invalid_request', fault);
  const refused = scopes?.find((name) => !mayHaveScope(service, client, name));
  if (refused !== undefined) return new OAuthError('invalid_scope', `The scope ${refused} is unknown or not allowed to this client.`);
  return approveWaitingDevice({
    now,
    waiting,
    subject,
    scopes: scopes === undefined ? device.scopes : [...new Set(scopes)],
    terms,
    codeId: engine.mint.id(),
    grantId: engine.mint.id(),
  });
}

/**
 * Takes what came of a device's request at a front end. The device learns it when it polls.
 *
 * @see RFC 8628 §3.3; seed 002, device/complete
 */
export function completeDevice(engine: Engine, service: Service, userCode: string, outcome: FrontEndOutcome): Promise<DeviceCompletion> {
  return settle(engine, async (): Promise<DeviceCompletion> => {
    const isOurs = ({ id }: Service): boolean => id === service.id;
    const waiting = await findWaitingDevice(engine, { userCode, isOurs }, engine.clock());
    if (waiting.found !== 'waiting') return { action: waiting.found, changes: [] };
    const changes =
      outcome.outcome === 'approved' ? decideApproval(engine, waiting, outcome) : refuseWaitingDevice(waiting, outcome.outcome, outcome);
    return changes instanceof OAuthError ? refuse(changes) : { action: 'completed', changes };
  });
}
