import { createRequest } from '../../request/create-request.ts';
import { sendLogin } from '../send-oauth.ts';
import type { ClientOptions, MethodResponse } from './method-types.ts';
import { readTokenAnswer } from './read-token-answer.ts';

/** The code a user came back with. */
export interface WebFlowCodeOptions extends ClientOptions {
  code: string;
  redirectUrl?: string | undefined;
  /** @see RFC 7636 §4.5 */
  codeVerifier?: string | undefined;
}

/** Exchanges the code of the web flow for a token. @see RFC 6749 §4.1.3 */
export async function exchangeWebFlowCode(options: WebFlowCodeOptions): Promise<MethodResponse> {
  const { clientId, clientSecret, code, redirectUrl, codeVerifier, request = createRequest() } = options;
  const response = await sendLogin(request, 'POST /login/oauth/access_token', {
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: redirectUrl,
    code_verifier: codeVerifier,
  });
  return readTokenAnswer(options, response);
}
