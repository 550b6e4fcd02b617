/** Kinds of apps: their users' tokens have scopes, or permissions and an end. */
export type ClientType = 'oauth-app' | 'github-app';

/** A user, through an app. */
export interface UserAuthentication {
  type: 'token';
  tokenType: 'oauth';
  clientType: ClientType;
  clientId: string;
  clientSecret?: string;
  token: string;
  /** Of OAuth apps. */
  scopes?: string[];
  /** Of GitHub Apps whose tokens end. */
  refreshToken?: string;
  expiresAt?: string;
  refreshTokenExpiresAt?: string;
  /** The token was deleted, or GitHub does not know it. */
  invalid?: true;
  /** The option of this name, as `@octokit/auth-oauth-user` shows it of a token it was given. */
  onTokenCreated?: unknown;
}

/** A user of an OAuth app. */
export type OAuthAppUserAuthentication = UserAuthentication & { clientType: 'oauth-app'; clientSecret: string; scopes: string[] };

/** A user of a GitHub App whose tokens do not end. */
export type GitHubAppUserAuthentication = UserAuthentication & { clientType: 'github-app'; clientSecret: string; expiresAt?: never };

/** A user of a GitHub App whose tokens end. */
export type GitHubAppUserAuthenticationWithExpiration = UserAuthentication & {
  clientType: 'github-app';
  clientSecret: string;
  refreshToken: string;
  expiresAt: string;
  refreshTokenExpiresAt: string;
};
