import type { GitHubAppUserAuthentication, GitHubAppUserAuthenticationWithExpiration } from '../oauth/user-authentication.ts';
import type { OctokitResponse, RequestInterface, RequestParameters } from '../request/request-types.ts';
import type {
  AppAuthOptions,
  InstallationAuthOptions,
  InstallationFactoryOptions,
  OAuthAppAuthOptions,
  OAuthDeviceFlowAuthOptions,
  OAuthUserFactoryOptions,
  OAuthWebFlowAuthOptions,
} from './auth-options.ts';
import type { AppAuthentication, InstallationAccessTokenAuthentication, OAuthAppAuthentication } from './authentication.ts';

type UserAuthentication = GitHubAppUserAuthentication | GitHubAppUserAuthenticationWithExpiration;

/** What `createAppAuth` returns. */
export interface AppAuth {
  (options: AppAuthOptions): Promise<AppAuthentication>;
  (options: OAuthAppAuthOptions): Promise<OAuthAppAuthentication>;
  (options: InstallationAuthOptions): Promise<InstallationAccessTokenAuthentication>;
  <Made>(options: InstallationFactoryOptions<Made>): Promise<Awaited<Made>>;
  (options: OAuthWebFlowAuthOptions): Promise<UserAuthentication>;
  (options: OAuthDeviceFlowAuthOptions): Promise<UserAuthentication>;
  <Made>(options: OAuthUserFactoryOptions<Made>): Promise<Awaited<Made>>;

  /** Sends a request with the credential its route asks for. It needs no `this`. */
  hook(request: RequestInterface, route: string | RequestParameters, parameters?: RequestParameters): Promise<OctokitResponse>;

  /**
   * Forgets every token of an installation: for webhooks that say it was suspended, deleted, or given other permissions or repositories.
   *
   * @param options.baseUrl the API's host if it is not the one of the `request` option
   */
  invalidate(options: { installationId: number | string; baseUrl?: string | undefined }): Promise<void>;
}
