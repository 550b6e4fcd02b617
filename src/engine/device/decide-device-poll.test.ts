import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../protocol/units.ts';
import { deviceCode } from '../grants/device-code.ts';
import type { DeviceAuthorization } from '../model/device-authorization.ts';
import type { AuthorizationCode } from '../model/grant.ts';
import { noOptions } from '../terms/token-options.ts';
import { freshAccessToken, freshRefreshToken, now, validClient, validCode, validDevice, validService } from '../testing/records.ts';
import { type DevicePoll, decideDevicePoll } from './decide-device-poll.ts';

const waiting = validDevice;
const approved: DeviceAuthorization = { ...waiting, userCode: undefined, outcome: { outcome: 'approved', codeId: validCode.id } };
const approval: AuthorizationCode = { ...validCode, secretHash: '', redirectUri: undefined, expiresAt: waiting.expiresAt };

const valid: DevicePoll = {
  now,
  service: validService,
  client: { ...validClient, grantTypes: [deviceCode.name] },
  clientSecretId: undefined,
  confirmation: undefined,
  requestedResources: undefined,
  requestedDetails: undefined,
  options: noOptions,
  grantType: deviceCode.name,
  accessToken: freshAccessToken,
  refreshToken: freshRefreshToken,
  device: approved,
  approval,
};

test('RFC 8628 §3.5: what a person allowed becomes a grant, and is used up', () => {
  const decision = decideDevicePoll(valid);
  assert.ok(decision.action === 'issue');
  assert.deepEqual(
    decision.changes.map(({ change }) => change),
    ['consume_code', 'insert_grant', 'insert_access_token', 'insert_refresh_token'],
  );
});

const refusals: readonly (readonly [clause: string, facts: Partial<DevicePoll>, error: string])[] = [
  ['§3.5: an unknown device code', { device: undefined, approval: undefined }, 'invalid_grant'],
  ['§3.4: a device code of another client', { device: { ...approved, clientNumber: 8 } }, 'invalid_grant'],
  ['§3.4: a device code of another service', { device: { ...approved, serviceId: 2 } }, 'invalid_grant'],
  ['§3.5: a device code that was used', { approval: { ...approval, consumedAt: now } }, 'invalid_grant'],
  ['§3.5: an approval that was withdrawn', { approval: undefined }, 'invalid_grant'],
  ['§3.5: a request that was denied', { device: { ...waiting, outcome: { outcome: 'denied' } }, approval: undefined }, 'access_denied'],
  ['§3.5: a request that failed', { device: { ...waiting, outcome: { outcome: 'failed' } }, approval: undefined }, 'expired_token'],
  ['§3.5: a request nobody answered in time', { device: { ...waiting, expiresAt: now }, approval: undefined }, 'expired_token'],
  ['§3.5: an approval nobody came for in time', { approval: { ...approval, expiresAt: now } }, 'expired_token'],
  ['§3.5: a request nobody answered yet', { device: waiting, approval: undefined }, 'authorization_pending'],
  ['§3.5: a first poll at once', { device: { ...waiting, createdAt: now }, approval: undefined }, 'authorization_pending'],
  ['§3.5: a poll after the interval', { device: { ...waiting, lastPolledAt: epochSeconds(now - 5) } }, 'authorization_pending'],
  ['§3.5: a poll a second early', { device: { ...waiting, lastPolledAt: epochSeconds(now - 4) } }, 'authorization_pending'],
  ['§3.5: a poll two seconds early', { device: { ...waiting, lastPolledAt: epochSeconds(now - 3) } }, 'slow_down'],
  ['§3.3: an approval of a scope that is gone', { approval: { ...approval, scopes: ['gone'] } }, 'invalid_grant'],
];

for (const [clause, facts, error] of refusals) {
  test(`RFC 8628 ${clause} is ${error}`, () => {
    const decision = decideDevicePoll({ ...valid, ...facts });
    assert.equal(decision.action === 'refuse' ? decision.error.code : decision.action, error);
  });
}

test('RFC 8628 §3.5: a decision is told at once, however soon the device asks', () => {
  assert.equal(decideDevicePoll({ ...valid, device: { ...approved, lastPolledAt: now } }).action, 'issue');
});

test('RFC 8707 §2.2: a device that names no resource gets those that were allowed', () => {
  const resources = ['https://a.example/', 'https://b.example/'];
  const all = decideDevicePoll({ ...valid, approval: { ...approval, resources } });
  const one = decideDevicePoll({ ...valid, approval: { ...approval, resources }, requestedResources: ['https://a.example/'] });
  const other = decideDevicePoll({ ...valid, approval: { ...approval, resources }, requestedResources: ['https://c.example/'] });
  assert.ok(all.action === 'issue' && one.action === 'issue' && other.action === 'refuse');
  assert.deepEqual([all.issued.resources, one.issued.resources, other.error.code], [resources, ['https://a.example/'], 'invalid_target']);
});

/** What may happen to a device, and after how many seconds. */
type Step = { readonly after: number; readonly act: 'poll' | 'approve' | 'deny' | 'fail' };

test('RFC 8628 §3.5: whatever happens in whatever order, tokens are issued once at most, and only after a “yes” in time', () => {
  const steps = fc.array(
    fc.record<Step>({ after: fc.integer({ min: 0, max: 120 }), act: fc.constantFrom('poll', 'poll', 'poll', 'approve', 'deny', 'fail') }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (taken) => {
      let [time, device, code, issues]: [number, DeviceAuthorization, AuthorizationCode | undefined, number] = [now, waiting, undefined, 0];
      for (const { after, act } of taken) {
        time += after;
        if (act !== 'poll') {
          if (device.outcome !== undefined || time >= device.expiresAt) continue;
          const outcome =
            act === 'approve'
              ? ({ outcome: 'approved', codeId: 'c' } as const)
              : ({ outcome: act === 'deny' ? 'denied' : 'failed' } as const);
          device = { ...device, outcome, userCode: undefined };
          code = act === 'approve' ? approval : undefined;
          continue;
        }
        const before = device;
        const decision = decideDevicePoll({ ...valid, now: epochSeconds(time), device, approval: code });
        if (decision.action === 'issue') {
          issues++;
          assert.ok(code !== undefined && code.consumedAt === undefined && time < device.expiresAt);
          code = { ...code, consumedAt: epochSeconds(time) };
          continue;
        }
        for (const change of decision.changes) {
          assert.ok(change.change === 'poll_device_authorization');
          device = { ...device, interval: change.interval, lastPolledAt: change.at };
        }
        const isPending = ['authorization_pending', 'slow_down'].includes(decision.error.code);
        assert.equal(isPending, device.outcome === undefined && time < device.expiresAt);
        assert.equal(device.interval - before.interval, decision.error.code === 'slow_down' ? 5 : 0);
      }
      assert.ok(issues <= 1);
    }),
  );
});
