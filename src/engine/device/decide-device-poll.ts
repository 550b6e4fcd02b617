import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type Seconds, seconds } from '../../protocol/units.ts';
import { type Refusal, refuse } from '../decision.ts';
import { type Redemption, redeemApproval } from '../grants/redeem-approval.ts';
import type { DeviceAuthorization, DeviceRefusal } from '../model/device-authorization.ts';
import type { AuthorizationCode } from '../model/grant.ts';
import type { TokenDecision } from '../token/token-decision.ts';

/** A device that asks for its tokens. */
export interface DevicePoll extends Redemption {
  /** undefined if no device code has the presented id, or its secret is another. */
  readonly device: DeviceAuthorization | undefined;
  /** What a person allowed; undefined if nobody did, or it was withdrawn. */
  readonly approval: AuthorizationCode | undefined;
}

/** How much longer a device waits from now on that did not wait (RFC 8628 §3.5). */
const slowDown: Seconds = seconds(5);
/** Clocks count whole seconds and networks are uneven: who is early by less has waited. */
const leeway: Seconds = seconds(1);

const invalid = (reason: string): Refusal => refuse(new OAuthError('invalid_grant', 'The device code is not valid.', reason));
const expired = (reason = 'device code expired', { description = 'The device code has expired.', uri }: DeviceRefusal = {}): Refusal =>
  refuse(new OAuthError('expired_token', description, reason, uri));
const denied = ({ description = 'The request was denied.', uri }: DeviceRefusal): Refusal =>
  refuse(new OAuthError('access_denied', description, 'the request was denied', uri));

/** Nobody decided yet: the device waits on, longer if it did not wait. */
function wait({ now }: DevicePoll, { id, interval, lastPolledAt }: DeviceAuthorization): Refusal {
  const isEarly = lastPolledAt !== undefined && after(now, leeway) < after(lastPolledAt, interval);
  const next = isEarly ? seconds(interval + slowDown) : interval;
  const error = isEarly
    ? new OAuthError('slow_down', `Wait ${next} seconds between two requests.`, 'polled too soon')
    : new OAuthError('authorization_pending', 'Nobody has allowed the request yet.', 'nobody decided yet');
  return refuse(error, [{ change: 'poll_device_authorization', deviceId: id, interval: next, at: now }]);
}

/**
 * Decides what a device gets that polls. Of polls at once after a “yes” one gets the tokens: the approval is used up once.
 *
 * @see RFC 8628 §3.4, §3.5
 */
export function decideDevicePoll(facts: DevicePoll): TokenDecision {
  const { now, service, client, device, approval } = facts;
  if (device === undefined) return invalid('unknown device code or wrong secret');
  if (device.serviceId !== service.id || device.clientNumber !== client.number) return invalid('device code of another client');
  const { outcome } = device;
  if (outcome?.outcome === 'denied') return denied(outcome);
  if (outcome?.outcome === 'failed') return expired('the request came to nothing', outcome);
  if (outcome === undefined) return device.expiresAt <= now ? expired() : wait(facts, device);
  if (approval === undefined) return invalid('the approval was withdrawn');
  if (approval.consumedAt !== undefined) return invalid('device code used');
  if (approval.expiresAt <= now) return expired();
  return redeemApproval(facts, approval, 'all');
}
