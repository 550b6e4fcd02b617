import { withRemedy } from '../errors/with-remedy.ts';
import type { KeptToken } from '../tokens/kept-token.ts';
import type { TokenRequest } from '../tokens/token-request.ts';
import type { AppState } from './app-state.ts';
import type { InstallationWish } from './auth-options.ts';
import type { InstallationAccessTokenAuthentication } from './authentication.ts';
import { getInstallationToken } from './get-installation-token.ts';

/**
 * The installation a call means.
 *
 * @throws an Error if none is named, or by no number
 */
export function getInstallationId(state: AppState, installationId: number | string | undefined, remedy?: string): number {
  const id = Number(installationId || state.options.installationId);
  if (id) return id;
  throw withRemedy(new Error('[@octokit/auth-app] installationId option is required for installation authentication.'), remedy);
}

/** Lists are copied: what the caller does to them later must not change what a cache holds. */
const toAuthentication = (installationId: number, { facts }: KeptToken): InstallationAccessTokenAuthentication => {
  const authentication: InstallationAccessTokenAuthentication = {
    type: 'token',
    tokenType: 'installation',
    token: facts.token,
    installationId,
    permissions: { ...facts.permissions },
    createdAt: facts.createdAt,
    expiresAt: facts.expiresAt,
    repositorySelection: facts.repositorySelection,
  };
  if (facts.repositoryIds !== undefined) authentication.repositoryIds = [...facts.repositoryIds];
  if (facts.repositoryNames !== undefined) authentication.repositoryNames = [...facts.repositoryNames];
  if (facts.singleFileName !== undefined) authentication.singleFileName = facts.singleFileName;
  return authentication;
};

/** Authenticates as an installation. */
export function authenticateInstallation(
  state: AppState,
  options: InstallationWish,
): InstallationAccessTokenAuthentication | Promise<InstallationAccessTokenAuthentication> {
  const { repositoryIds, repositoryNames, permissions } = options;
  const wanted: TokenRequest = {
    installationId: getInstallationId(state, options.installationId),
    repositoryIds,
    repositoryNames,
    permissions,
  };
  const { request } = state.options;
  const kept = getInstallationToken(state, { baseUrl: request.endpoint.DEFAULTS.baseUrl, request: () => request }, wanted, options);
  return kept instanceof Promise
    ? kept.then((token) => toAuthentication(wanted.installationId, token))
    : toAuthentication(wanted.installationId, kept);
}
