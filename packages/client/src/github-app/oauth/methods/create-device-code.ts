import { createRequest } from '../../request/create-request.ts';
import type { OctokitResponse } from '../../request/request-types.ts';
import { sendLogin } from '../send-oauth.ts';
import type { Verification } from '../verification.ts';
import type { ClientOptions } from './method-types.ts';

/** Which app a user is to agree to, and its scopes if it is an OAuth app. */
export interface DeviceCodeOptions extends ClientOptions {
  scopes?: readonly string[] | undefined;
}

/** Begins the device flow. @see RFC 8628 §3.1 */
export function createDeviceCode({
  clientType,
  clientId,
  scopes = [],
  request = createRequest(),
}: DeviceCodeOptions): Promise<OctokitResponse<Verification>> {
  return sendLogin(request, 'POST /login/device/code', {
    client_id: clientId,
    scope: clientType === 'oauth-app' ? scopes.join(' ') : undefined,
  });
}
