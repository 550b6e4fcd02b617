import type { AuthorizedDevice } from './authorize-device.ts';
import { formatUserCode } from './user-code.ts';

/** What a device is answered (RFC 8628 §3.2). */
export interface DeviceResponse {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete?: string;
  readonly expires_in: number;
  readonly interval: number;
}

/** What a service's `verificationUriComplete` has in the code's place. */
const placeholder = 'USER_CODE';

/**
 * Writes what a device is answered.
 *
 * @param ownPage the URL of our page, for services that have none of their own.
 */
export function encodeDeviceResponse({ deviceCode, userCode, device, service }: AuthorizedDevice, ownPage: string): DeviceResponse {
  const { verificationUri, verificationUriComplete } = service.deviceRules;
  const shown = formatUserCode(userCode);
  const complete = verificationUri === undefined ? `${ownPage}?user_code=${placeholder}` : verificationUriComplete;
  return {
    device_code: deviceCode,
    user_code: shown,
    verification_uri: verificationUri ?? ownPage,
    ...(complete === undefined ? {} : { verification_uri_complete: complete.replaceAll(placeholder, shown) }),
    expires_in: device.expiresAt - device.createdAt,
    interval: device.interval,
  };
}
