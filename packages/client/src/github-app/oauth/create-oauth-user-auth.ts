import { createRequest } from '../request/create-request.ts';
import type { OctokitResponse, RequestInterface, RequestParameters } from '../request/request-types.ts';
import { version } from '../request/user-agent.ts';
import { hookUserRequest } from './hook-user-request.ts';
import { exchangeWebFlowCode } from './methods/exchange-web-flow-code.ts';
import type { MethodAuthentication } from './methods/method-types.ts';
import { runDeviceFlow } from './run-device-flow.ts';
import type { ClientType, UserAuthentication } from './user-authentication.ts';
import { type UserAuthType, UserSession } from './user-session.ts';
import type { LoadedToken } from './user-token-rules.ts';
import type { OnVerification } from './verification.ts';

/** Options of `createOAuthUserAuth`. The token comes from the first that is there: `code`, `onVerification`, `token`. */
export interface OAuthUserStrategyOptions {
  clientId: string;
  clientSecret: string;
  /** @default 'oauth-app' */
  clientType?: ClientType | undefined;
  /** The code a user came back with, and what it was asked for with. */
  code?: string | undefined;
  redirectUrl?: string | undefined;
  state?: string | undefined;
  codeVerifier?: string | undefined;
  /** Shows the user where to enter which code. */
  onVerification?: OnVerification | undefined;
  scopes?: string[] | undefined;
  /** Ends the waiting for the user. */
  signal?: AbortSignal | undefined;
  /** A token had before, and what belongs to it. */
  token?: string | undefined;
  refreshToken?: string | undefined;
  expiresAt?: string | undefined;
  refreshTokenExpiresAt?: string | undefined;
  /** Writes every new token down before it is used; if it fails, so does the call, and the next call tries it again. */
  onTokenCreated?: ((authentication: UserAuthentication, options: { type: UserAuthType }) => unknown) | undefined;
  /** Reads what another process wrote down, when GitHub refuses the refresh token because that process spent it. */
  load?: (() => LoadedToken | undefined | Promise<LoadedToken | undefined>) | undefined;
  request?: RequestInterface | undefined;
  /** Hosts that may get tokens besides the API's own; `*` for any. @default none */
  trustedHosts?: readonly string[] | undefined;
  [option: string]: unknown;
}

/** What `createOAuthUserAuth` returns. */
export interface OAuthUserAuth {
  (options?: { type?: UserAuthType }): Promise<UserAuthentication>;
  hook(request: RequestInterface, route: string | RequestParameters, parameters?: RequestParameters): Promise<OctokitResponse>;
}

const obtainFor = (
  options: OAuthUserStrategyOptions,
  clientType: ClientType,
): ((request: RequestInterface) => Promise<MethodAuthentication>) => {
  const { clientId, clientSecret, code, redirectUrl, codeVerifier, onVerification, scopes, signal } = options;
  const client = { clientType, clientId, clientSecret };
  if (code !== undefined)
    return async (request) => (await exchangeWebFlowCode({ ...client, code, redirectUrl, codeVerifier, request })).authentication;
  if (onVerification !== undefined) return (request) => runDeviceFlow({ ...client, scopes, onVerification, signal, request });
  return () => Promise.reject(new Error('[@octokit/auth-oauth-user] Invalid strategy options'));
};

const readExisting = (options: OAuthUserStrategyOptions, clientType: ClientType): UserAuthentication | undefined => {
  const { clientId, clientSecret, code, onVerification, token, scopes, refreshToken, expiresAt, refreshTokenExpiresAt } = options;
  if (token === undefined || code !== undefined || onVerification !== undefined) return undefined;
  return {
    type: 'token',
    tokenType: 'oauth',
    clientType,
    clientId,
    clientSecret,
    token,
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(refreshTokenExpiresAt === undefined ? {} : { refreshTokenExpiresAt }),
    onTokenCreated: options.onTokenCreated,
  };
};

const create = (options: OAuthUserStrategyOptions): OAuthUserAuth => {
  const { clientId, clientSecret, clientType = 'oauth-app', onTokenCreated, load, trustedHosts = [], request = createRequest() } = options;
  const session = new UserSession({
    clientType,
    clientId,
    clientSecret,
    existing: readExisting(options, clientType),
    obtain: obtainFor(options, clientType),
    onTokenCreated,
    load,
  });
  const tokens = {
    client: { clientId, clientSecret },
    hasSecret: true,
    trustedHosts,
    get: (through: RequestInterface) => session.authenticate('get', through),
    replace: (rejected: string, through: RequestInterface) => session.replace(rejected, through),
  };
  return Object.assign(async ({ type = 'get' }: { type?: UserAuthType } = {}) => session.authenticate(type, request), {
    hook: hookUserRequest.bind(null, tokens),
  });
};

/**
 * Authenticates a user who signed in through an app, keeps the token fresh, and has every new one written down.
 *
 * The first call exchanges the code or runs the device flow; making the strategy sends nothing and never throws.
 */
export const createOAuthUserAuth: { (options: OAuthUserStrategyOptions): OAuthUserAuth; readonly VERSION: string } = Object.assign(create, {
  VERSION: version,
});
