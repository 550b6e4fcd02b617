import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../protocol/units.ts';
import { plainDeviceRules, type ServiceDeviceRules } from '../model/device-rules.ts';
import { type DeviceRulesFault, findDeviceRulesFault } from './find-device-rules-fault.ts';

const verificationUri = 'https://front.example/device';

const cases: readonly (readonly [rules: Partial<ServiceDeviceRules>, rule: DeviceRulesFault['rule'] | undefined])[] = [
  [{}, undefined],
  [{ userCodeCharset: 'NUMERIC' }, undefined],
  [{ userCodeLength: 6 }, undefined],
  [{ verificationUri, verificationUriComplete: `${verificationUri}?c=USER_CODE` }, undefined],
  [{ codeLifetime: seconds(29) }, 'codeLifetime'],
  [{ codeLifetime: seconds(86_401) }, 'codeLifetime'],
  [{ pollingInterval: seconds(0) }, 'pollingInterval'],
  [{ pollingInterval: seconds(1.5) }, 'pollingInterval'],
  [{ userCodeLength: 5 }, 'userCodeLength'],
  [{ userCodeLength: 25 }, 'userCodeLength'],
  [{ userCodeCharset: 'NUMERIC', userCodeLength: 7 }, 'userCodeLength'],
  [{ verificationUri: 'javascript:alert(1)' }, 'verificationUri'],
  [{ verificationUri: '/device' }, 'verificationUri'],
  [{ verificationUri, verificationUriComplete: 'USER_CODE' }, 'verificationUriComplete'],
  [{ verificationUriComplete: verificationUri }, 'verificationUriComplete'],
];

for (const [rules, rule] of cases) {
  test(`RFC 8628 §6.1: ${JSON.stringify(rules)} ${rule === undefined ? 'can be kept' : 'cannot be kept'}`, () => {
    assert.equal(findDeviceRulesFault({ ...plainDeviceRules, ...rules })?.rule, rule);
  });
}
