import { createRequest } from '../request/create-request.ts';
import type { OctokitResponse, RequestInterface, RequestParameters } from '../request/request-types.ts';
import { hookUserRequest } from './hook-user-request.ts';
import { runDeviceFlow } from './run-device-flow.ts';
import type { ClientType, UserAuthentication } from './user-authentication.ts';
import { UserSession, type UserSessionOptions } from './user-session.ts';
import { isRefreshRefused } from './user-token-rules.ts';
import type { OnVerification } from './verification.ts';

/** Options of `createOAuthDeviceAuth`. */
export interface OAuthDeviceStrategyOptions {
  clientId: string;
  onVerification: OnVerification;
  /** @default 'oauth-app' */
  clientType?: ClientType | undefined;
  /** Of OAuth apps. */
  scopes?: string[] | undefined;
  /** Writes every new token down before it is used. */
  onTokenCreated?: UserSessionOptions['onTokenCreated'];
  /** Ends the waiting for the user. */
  signal?: AbortSignal | undefined;
  request?: RequestInterface | undefined;
  /** Hosts that may get tokens besides the API's own; `*` for any. @default none */
  trustedHosts?: readonly string[] | undefined;
  [option: string]: unknown;
}

/** What `auth()` takes. */
export interface OAuthDeviceAuthOptions {
  type: 'oauth';
  scopes?: string[] | undefined;
  /** Has the user enter a code even if there is a token. @default false */
  refresh?: boolean | undefined;
}

/** What `createOAuthDeviceAuth` returns. */
export interface OAuthDeviceAuth {
  (options: OAuthDeviceAuthOptions): Promise<UserAuthentication>;
  hook(request: RequestInterface, route: string | RequestParameters, parameters?: RequestParameters): Promise<OctokitResponse>;
}

const usage = '(https://github.com/octokit/auth-oauth-device.js#usage)';

/**
 * Authenticates a user on a device that has no browser, and with no client secret. A token that ends is refreshed; if GitHub refuses that,
 * the user is asked again.
 *
 * @throws an Error that names the option that is missing
 */
export function createOAuthDeviceAuth(options: OAuthDeviceStrategyOptions): OAuthDeviceAuth {
  const { clientId, onVerification, clientType = 'oauth-app', request: ownRequest = createRequest(), trustedHosts = [] } = options;
  if (!clientId) throw new Error(`[@octokit/auth-oauth-device] "clientId" option must be set ${usage}`);
  if (!onVerification) throw new Error(`[@octokit/auth-oauth-device] "onVerification" option must be a function ${usage}`);

  let wantedScopes = options.scopes ?? [];
  const { signal, onTokenCreated } = options;
  const session = new UserSession({
    clientType,
    clientId,
    obtain: (request) => runDeviceFlow({ clientType, clientId, scopes: wantedScopes, onVerification, signal, request }),
    onTokenCreated,
  });
  const hasOtherScopes = (scopes: readonly string[]): boolean =>
    clientType === 'oauth-app' && session.current?.scopes?.join(' ') !== scopes.join(' ');

  const authenticate = async (request: RequestInterface, given: Partial<OAuthDeviceAuthOptions> = {}): Promise<UserAuthentication> => {
    const scopes = given.scopes ?? options.scopes ?? [];
    if (session.current !== undefined && (given.refresh || hasOtherScopes(scopes))) session.forget();
    wantedScopes = scopes;
    try {
      return await session.authenticate('get', request);
    } catch (error) {
      if (!isRefreshRefused(error)) throw error;
      session.forget();
      return await session.authenticate('get', request);
    }
  };

  const tokens = {
    client: { clientId },
    hasSecret: false,
    trustedHosts,
    get: (request: RequestInterface) => authenticate(request),
    replace: (rejected: string, request: RequestInterface) => session.replace(rejected, request),
  };
  return Object.assign((given: OAuthDeviceAuthOptions) => authenticate(ownRequest, given), { hook: hookUserRequest.bind(null, tokens) });
}
