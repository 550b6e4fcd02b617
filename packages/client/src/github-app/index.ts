/** GitHub App authentication: what `@octokit/auth-app` exports, and what it lacks. */

export type { AppAuth } from './app/app-auth-interface.ts';
export type {
  AppAuthOptions,
  AuthOptions,
  InstallationAuthOptions,
  OAuthAppAuthOptions,
  OAuthDeviceFlowAuthOptions,
  OAuthWebFlowAuthOptions,
} from './app/auth-options.ts';
export type {
  AppAuthentication,
  Authentication,
  InstallationAccessTokenAuthentication,
  OAuthAppAuthentication,
} from './app/authentication.ts';
export type { Log, StrategyOptions } from './app/strategy-options.ts';
export { createAppAuth } from './create-app-auth.ts';
export type { RemediedError } from './errors/with-remedy.ts';
export type { PrivateKey, Sign } from './keys/create-signer.ts';
export type { OAuthAppAuth, OAuthAppStrategyOptions } from './oauth/create-oauth-app-auth.ts';
export { createOAuthAppAuth } from './oauth/create-oauth-app-auth.ts';
export type { OAuthDeviceAuth, OAuthDeviceAuthOptions, OAuthDeviceStrategyOptions } from './oauth/create-oauth-device-auth.ts';
export { createOAuthDeviceAuth } from './oauth/create-oauth-device-auth.ts';
export type { OAuthUserAuth, OAuthUserStrategyOptions } from './oauth/create-oauth-user-auth.ts';
export { createOAuthUserAuth } from './oauth/create-oauth-user-auth.ts';
export { createDeviceCode } from './oauth/methods/create-device-code.ts';
export { exchangeDeviceCode } from './oauth/methods/exchange-device-code.ts';
export { exchangeWebFlowCode } from './oauth/methods/exchange-web-flow-code.ts';
export { createCodeVerifier, getWebFlowAuthorizationUrl } from './oauth/methods/get-web-flow-authorization-url.ts';
export { checkToken, deleteAuthorization, deleteToken, resetToken, scopeToken } from './oauth/methods/known-token.ts';
export { refreshToken } from './oauth/methods/refresh-token.ts';
export type {
  GitHubAppUserAuthentication,
  GitHubAppUserAuthenticationWithExpiration,
  OAuthAppUserAuthentication,
  UserAuthentication,
} from './oauth/user-authentication.ts';
export type { OnVerification, Verification } from './oauth/verification.ts';
export { createRequest } from './request/create-request.ts';
export { RequestError } from './request/request-error.ts';
export type { OctokitResponse, RequestInterface, RequestParameters } from './request/request-types.ts';
export { isClientRoute as requiresBasicAuth } from './routes/app-routes.ts';
export type { PlainCache, SharedCache, TokenCache } from './tokens/cache-options.ts';
