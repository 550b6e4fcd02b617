import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../../protocol/secret.ts';
import { epochSeconds, seconds } from '../../../protocol/units.ts';
import type { DeviceConnect } from '../../model/device-connect.ts';
import { decideDeviceAttempt } from './decide-device-attempt.ts';
import { decideDeviceOutcome } from './decide-device-outcome.ts';

const now = epochSeconds(1_800_000_000);
const at = (offset: number) => epochSeconds(now + offset);
const connect: DeviceConnect = {
  id: 'dc-1',
  userId: 'u',
  providerId: 'p',
  deviceCode: new Secret('d'),
  userCode: 'AB-CD',
  verificationUri: 'https://p.example/device',
  verificationUriComplete: undefined,
  another: false,
  interval: seconds(5),
  nextAttemptAt: at(0),
  createdAt: at(-60),
  expiresAt: at(600),
};
const refused = (code: string | undefined, mayPass = false) =>
  ({ outcome: 'refused', code, words: `${code ?? 'status 503'}: words`, mayPass }) as const;

test('RFC 8628 §3.5: a page asks when the interval is over, and claims the attempt first', async (t) => {
  const claim = { change: 'claim_device_attempt', connectId: 'dc-1', nextAttemptAt: at(0), thenAt: at(5) };
  const cases = [
    { name: 'due', change: {}, is: { action: 'attempt', changes: [claim] } },
    { name: 'too early', change: { nextAttemptAt: at(3) }, is: { action: 'wait', wait: 3 } },
    { name: 'at its end', change: { expiresAt: at(0) }, is: { action: 'expired' } },
    { name: 'too early and at its end', change: { nextAttemptAt: at(3), expiresAt: at(-1) }, is: { action: 'expired' } },
  ];
  for (const { name, change, is } of cases)
    await t.test(name, () => assert.deepEqual(decideDeviceAttempt(now, { ...connect, ...change }), is));
});

test('RFC 8628 §3.5: what an answer means for the page', async (t) => {
  const done = [{ change: 'delete_device_connect', connectId: 'dc-1' }];
  const slow = (interval: number) => [{ change: 'slow_device_connect', connectId: 'dc-1', interval, nextAttemptAt: at(interval) }];
  const linked = { outcome: 'linked', connectionId: 'c' } as const;
  const cases = [
    { name: 'linked', redeemed: linked, is: { ...linked, changes: done } },
    { name: 'pending', redeemed: refused('authorization_pending'), is: { outcome: 'pending', wait: 5, changes: [] } },
    {
      name: 'slow_down is five seconds more',
      redeemed: refused('slow_down', true),
      is: { outcome: 'pending', wait: 10, changes: slow(10) },
    },
    { name: 'trouble on the way', redeemed: refused(undefined, true), is: { outcome: 'pending', wait: 5, changes: [] } },
    {
      name: 'a person who says no',
      redeemed: refused('access_denied'),
      is: { outcome: 'ended', words: 'You said no at the provider.', changes: done },
    },
    {
      name: 'too late',
      redeemed: refused('expired_token'),
      is: { outcome: 'ended', words: 'The code was not typed in time.', changes: done },
    },
    { name: 'anything else', redeemed: refused('invalid_grant'), is: { outcome: 'ended', words: 'invalid_grant: words', changes: done } },
    {
      name: 'switched off meanwhile',
      redeemed: { outcome: 'unsupported' } as const,
      is: { outcome: 'ended', words: 'The device flow was switched off.', changes: done },
    },
  ];
  for (const { name, redeemed, is } of cases) await t.test(name, () => assert.deepEqual(decideDeviceOutcome(now, connect, redeemed), is));
  await t.test('a provider that always says slow_down is asked once a minute', () => {
    const { changes } = decideDeviceOutcome(now, { ...connect, interval: seconds(58) }, refused('slow_down'));
    assert.deepEqual(changes, slow(60));
  });
});
