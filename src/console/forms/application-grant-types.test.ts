import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceCode } from '../../engine/grants/device-code.ts';
import { readApplicationForm } from './application-form.ts';
import { mayUseDeviceCode, toGrantTypes } from './application-grant-types.ts';

const typed = (fields: Readonly<Record<string, string>>) => readApplicationForm(new URLSearchParams(fields));
const usual = ['authorization_code', 'refresh_token'];
const device = { ways: 'device' };
const redirect_uris = 'https://a.example/';

for (const [words, fields, current, expected] of [
  ['an application stays as it is', { redirect_uris }, usual, usual],
  ['one gets the device flow', { redirect_uris, ...device }, usual, [...usual, deviceCode.name]],
  ['one without redirect URIs has the device flow alone', device, usual, ['refresh_token', deviceCode.name]],
  ['one that got redirect URIs gets codes', { redirect_uris, ...device }, ['refresh_token', deviceCode.name], [...usual, deviceCode.name]],
  ['one loses the device flow', { redirect_uris }, [...usual, deviceCode.name], usual],
] as const) {
  test(`RFC 7591 §2: ${words}`, () => {
    const grantTypes = toGrantTypes(typed(fields), current);
    assert.deepEqual(grantTypes, expected);
    assert.equal(mayUseDeviceCode(grantTypes), 'ways' in fields);
  });
}
