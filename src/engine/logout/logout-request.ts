import { findRepeated, getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';

/** What an application sends with a person who is to log out (OpenID Connect RP-Initiated Logout §2). */
export interface LogoutRequest {
  readonly idTokenHint: string | undefined;
  readonly clientId: string | undefined;
  readonly postLogoutRedirectUri: string | undefined;
  readonly state: string | undefined;
}

/**
 * Reads a logout request. `logout_hint` and `ui_locales` may be sent and change nothing: whoever is signed in here is asked by name, in the
 * language that we have.
 *
 * @throws OAuthError `invalid_request` when a parameter is there twice.
 */
export function decodeLogoutRequest(parameters: Parameters): LogoutRequest {
  const repeated = findRepeated(parameters);
  if (repeated !== undefined) throw new OAuthError('invalid_request', `The parameter ${repeated} is there twice.`);
  return {
    idTokenHint: getParameter(parameters, 'id_token_hint'),
    clientId: getParameter(parameters, 'client_id'),
    postLogoutRedirectUri: getParameter(parameters, 'post_logout_redirect_uri'),
    state: getParameter(parameters, 'state'),
  };
}

/** The parameters that a request is made of once more, for the form that asks. */
export const encodeLogoutRequest = (request: LogoutRequest): readonly (readonly [name: string, value: string])[] =>
  (
    [
      ['id_token_hint', request.idTokenHint],
      ['client_id', request.clientId],
      ['post_logout_redirect_uri', request.postLogoutRedirectUri],
      ['state', request.state],
    ] as const
  ).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
