import type { UserCodeCharset } from '../../engine/model/device-rules.ts';
import type { Seconds } from '../../protocol/units.ts';
import type { Setting } from './setting.ts';
import { deviceCodeLifetime, devicePollingInterval, userCodeLength } from './values/device.ts';
import { oneOf } from './values/plain.ts';

/** How devices without a browser may ask the first service. undefined leaves it to what is stored of the service. */
export interface DeviceValues {
  readonly deviceCodeLifetime: Seconds | undefined;
  readonly devicePollingInterval: Seconds | undefined;
  readonly deviceUserCodeCharset: UserCodeCharset | undefined;
  readonly deviceUserCodeLength: number | undefined;
}

/** The settings of {@link DeviceValues}. */
export const deviceSettings: { readonly [Name in keyof DeviceValues]: Setting<DeviceValues[Name]> } = {
  deviceCodeLifetime: {
    env: 'GRANTRY_DEVICE_CODE_LIFETIME',
    yaml: 'device.code_lifetime',
    kind: deviceCodeLifetime,
    default: undefined,
    defaultInWords: '600',
    summary: 'How many seconds a person has to type the code that a device shows (RFC 8628).',
  },
  devicePollingInterval: {
    env: 'GRANTRY_DEVICE_POLLING_INTERVAL',
    yaml: 'device.polling_interval',
    kind: devicePollingInterval,
    default: undefined,
    defaultInWords: '5',
    summary: 'How many seconds a device has to wait between two polls.',
  },
  deviceUserCodeCharset: {
    env: 'GRANTRY_DEVICE_USER_CODE_CHARSET',
    yaml: 'device.user_code_charset',
    kind: oneOf(['BASE20', 'NUMERIC']),
    default: undefined,
    defaultInWords: 'BASE20',
    summary: 'The letters of user codes: 20 consonants, or digits.',
  },
  deviceUserCodeLength: {
    env: 'GRANTRY_DEVICE_USER_CODE_LENGTH',
    yaml: 'device.user_code_length',
    kind: userCodeLength,
    default: undefined,
    defaultInWords: '8',
    summary: 'How many letters a user code has.',
  },
};
