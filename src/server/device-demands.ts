import type { ServiceDeviceRules } from '../engine/model/device-rules.ts';
import type { DeviceValues } from './config/device-settings.ts';

/** The rules that are stored of a service, with what the operator sets in their place. */
export const withDeviceDemands = (stored: ServiceDeviceRules, given: Partial<DeviceValues>): ServiceDeviceRules => ({
  ...stored,
  codeLifetime: given.deviceCodeLifetime ?? stored.codeLifetime,
  pollingInterval: given.devicePollingInterval ?? stored.pollingInterval,
  userCodeCharset: given.deviceUserCodeCharset ?? stored.userCodeCharset,
  userCodeLength: given.deviceUserCodeLength ?? stored.userCodeLength,
});
