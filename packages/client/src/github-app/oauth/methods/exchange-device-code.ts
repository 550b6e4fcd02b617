import { createRequest } from '../../request/create-request.ts';
import { sendLogin } from '../send-oauth.ts';
import type { ClientOptions, MethodResponse } from './method-types.ts';
import { readTokenAnswer } from './read-token-answer.ts';

/** The code of a device. */
export interface ExchangeDeviceCodeOptions extends ClientOptions {
  /** What `createDeviceCode` got as `device_code`. */
  code: string;
}

/** Asks once whether the user has agreed. @throws {RequestError} `authorization_pending` until then. @see RFC 8628 §3.4 */
export async function exchangeDeviceCode(options: ExchangeDeviceCodeOptions): Promise<MethodResponse> {
  const { clientId, code, request = createRequest() } = options;
  const response = await sendLogin(request, 'POST /login/oauth/access_token', {
    client_id: clientId,
    device_code: code,
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
  });
  return readTokenAnswer(options, response);
}
