import { createRequest } from '../../request/create-request.ts';
import { sendLogin } from '../send-oauth.ts';
import type { ClientOptions, MethodResponse } from './method-types.ts';
import { readTokenAnswer } from './read-token-answer.ts';

/** A refresh token; it can be spent once. */
export interface RefreshTokenOptions extends ClientOptions {
  clientType: 'github-app';
  refreshToken: string;
}

/** Spends a refresh token for a new pair. @see RFC 6749 §6 */
export async function refreshToken(options: RefreshTokenOptions): Promise<MethodResponse> {
  const { clientId, clientSecret, request = createRequest() } = options;
  const response = await sendLogin(request, 'POST /login/oauth/access_token', {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'refresh_token',
    refresh_token: options.refreshToken,
  });
  return readTokenAnswer(options, response);
}
