import type { GitHubAppUserAuthentication, GitHubAppUserAuthenticationWithExpiration } from '../oauth/user-authentication.ts';
import type { TokenFacts } from '../tokens/kept-token.ts';

/** The app itself: a JWT. */
export interface AppAuthentication {
  type: 'app';
  token: string;
  /** As given: a number stays a number. */
  appId: number | string;
  expiresAt: string;
}

/** Client ID and secret. */
export interface OAuthAppAuthentication {
  type: 'oauth-app';
  clientId: string;
  clientSecret: string;
  clientType: 'github-app';
  headers: { authorization: string };
}

/** An installation. `expiresAt` is when GitHub ends the token. */
export interface InstallationAccessTokenAuthentication extends TokenFacts {
  type: 'token';
  tokenType: 'installation';
  installationId: number;
}

/** Everything `auth()` resolves with, told apart by `type` and `tokenType`. */
export type Authentication =
  | AppAuthentication
  | OAuthAppAuthentication
  | InstallationAccessTokenAuthentication
  | GitHubAppUserAuthentication
  | GitHubAppUserAuthenticationWithExpiration;
