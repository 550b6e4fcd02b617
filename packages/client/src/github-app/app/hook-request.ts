import { basicAuthorization } from '../oauth/basic-authorization.ts';
import type { OctokitResponse, RequestInterface, RequestParameters } from '../request/request-types.ts';
import { apiPath } from '../routes/api-url.ts';
import { isAppRoute, isClientRoute, isLoginRoute } from '../routes/app-routes.ts';
import { mayCarryCredential } from '../routes/may-carry-credential.ts';
import type { AppState } from './app-state.ts';
import { sendAsApp } from './send-as-app.ts';
import { sendAsInstallation } from './send-as-installation.ts';

/** Sends a request with the credential its URL asks for: the app's JWT, client ID and secret, or the installation's token. */
export async function hookRequest(
  state: AppState,
  request: RequestInterface,
  route: string | RequestParameters,
  parameters?: RequestParameters,
): Promise<OctokitResponse> {
  const endpoint = typeof route === 'string' ? request.endpoint.merge(route, parameters) : request.endpoint.merge(route);
  const { url, baseUrl } = endpoint;
  if (isLoginRoute(url) || !mayCarryCredential(endpoint, state.options.trustedHosts)) return await request(endpoint);

  if (isAppRoute(apiPath(url, baseUrl))) {
    return await sendAsApp(state.at(baseUrl), state.warn, (authorization) => {
      endpoint.headers.authorization = authorization;
      return request(endpoint);
    });
  }
  if (isClientRoute(url)) {
    endpoint.headers.authorization = basicAuthorization(state.options);
    return await request(endpoint);
  }
  return await sendAsInstallation(state, request, endpoint);
}
