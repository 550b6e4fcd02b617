import { isHttpError } from '../request/request-error.ts';
import type { OctokitResponse, RequestInterface, RequestParameters } from '../request/request-types.ts';
import { isClientRoute, isLoginRoute } from '../routes/app-routes.ts';
import { mayCarryCredential } from '../routes/may-carry-credential.ts';
import { basicAuthorization, type ClientCredentials } from './basic-authorization.ts';
import type { UserAuthentication } from './user-authentication.ts';

/** Whose token a user's requests carry. */
export interface UserTokens {
  readonly client: ClientCredentials;
  /** Whether questions about the app's tokens are asked as the app: not without its secret. */
  readonly hasSecret: boolean;
  readonly trustedHosts: readonly string[];
  get(request: RequestInterface): Promise<UserAuthentication>;
  /** Another than one GitHub did not accept, if there is one. */
  replace(rejected: string, request: RequestInterface): Promise<UserAuthentication | undefined>;
}

/** Sends a request as the user, and what concerns the app's tokens as the app. A token GitHub no longer accepts is replaced once if it can be. */
export async function hookUserRequest(
  tokens: UserTokens,
  request: RequestInterface,
  route: string | RequestParameters,
  parameters?: RequestParameters,
): Promise<OctokitResponse> {
  const endpoint = typeof route === 'string' ? request.endpoint.merge(route, parameters) : request.endpoint.merge(route);
  if (isLoginRoute(endpoint.url) || !mayCarryCredential(endpoint, tokens.trustedHosts)) return await request(endpoint);
  if (tokens.hasSecret && isClientRoute(endpoint.url)) {
    endpoint.headers.authorization = basicAuthorization(tokens.client);
    return await request(endpoint);
  }
  const send = (token: string): Promise<OctokitResponse> => {
    endpoint.headers.authorization = `token ${token}`;
    return request(endpoint);
  };

  const { token } = await tokens.get(request);
  try {
    return await send(token);
  } catch (error) {
    if (!isHttpError(error) || error.status !== 401) throw error;
    const other = await tokens.replace(token, request).catch(() => undefined); // the refusal is what the caller asked about
    if (other === undefined) throw error;
    return await send(other.token);
  }
}
