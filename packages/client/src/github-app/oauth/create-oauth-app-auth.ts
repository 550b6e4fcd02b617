import { createRequest } from '../request/create-request.ts';
import { isHttpError } from '../request/request-error.ts';
import type { OctokitResponse, RequestInterface, RequestParameters } from '../request/request-types.ts';
import { isClientRoute, isLoginRoute } from '../routes/app-routes.ts';
import { mayCarryCredential } from '../routes/may-carry-credential.ts';
import { basicAuthorization } from './basic-authorization.ts';
import { createOAuthUserAuth, type OAuthUserStrategyOptions } from './create-oauth-user-auth.ts';
import type { ClientType } from './user-authentication.ts';

/** Options of `createOAuthAppAuth`. */
export interface OAuthAppStrategyOptions {
  clientId: string;
  clientSecret: string;
  /** @default 'oauth-app' */
  clientType?: ClientType | undefined;
  request?: RequestInterface | undefined;
  /** Hosts that may get the client secret besides the API's own; `*` for any. @default none */
  trustedHosts?: readonly string[] | undefined;
  [option: string]: unknown;
}

/** What `createOAuthAppAuth` returns. What it resolves with depends on `type`, and on what a factory makes. */
export interface OAuthAppAuth {
  // biome-ignore lint/suspicious/noExplicitAny: the result of a factory, or one of several authentications
  (options: object): Promise<any>;
  hook(request: RequestInterface, route: string | RequestParameters, parameters?: RequestParameters): Promise<OctokitResponse>;
}

type Given = Partial<OAuthUserStrategyOptions> & { type?: string; factory?: (options: object) => unknown };

/**
 * Authenticates as an OAuth app, or the OAuth side of a GitHub App, with client ID and secret; and users through it.
 *
 * Each call for a user makes a new authentication: a code can be used once.
 */
export function createOAuthAppAuth(options: OAuthAppStrategyOptions): OAuthAppAuth {
  const { clientId, clientSecret, clientType = 'oauth-app', request: ownRequest = createRequest(), trustedHosts = [] } = options;
  const client = { clientId, clientSecret };

  const auth = async (given: Given = {}): Promise<unknown> => {
    const { type, factory, ...rest } = given;
    if (type === 'oauth-app') return { type, clientId, clientSecret, clientType, headers: { authorization: basicAuthorization(client) } };
    const state = { request: ownRequest, clientType, clientId, clientSecret };
    if (factory !== undefined) return await factory({ ...rest, ...state });
    return await createOAuthUserAuth({ ...state, ...rest })();
  };

  const hook: OAuthAppAuth['hook'] = async (request, route, parameters) => {
    const endpoint = typeof route === 'string' ? request.endpoint.merge(route, parameters) : request.endpoint.merge(route);
    const { method, url } = endpoint;
    if (isLoginRoute(url) || !mayCarryCredential(endpoint, trustedHosts)) return await request(endpoint);
    if (clientType === 'github-app' && !isClientRoute(url))
      throw new Error(
        `[@octokit/auth-oauth-app] GitHub Apps cannot use their client ID/secret for basic authentication for endpoints other than "/applications/{client_id}/**". "${method} ${url}" is not supported.`,
      );
    endpoint.headers.authorization = basicAuthorization(client);
    try {
      return await request(endpoint);
    } catch (error) {
      if (isHttpError(error) && error.status === 401)
        error.message = `[@octokit/auth-oauth-app] "${method} ${url}" does not support clientId/clientSecret basic authentication.`;
      throw error;
    }
  };
  return Object.assign(auth, { hook });
}
