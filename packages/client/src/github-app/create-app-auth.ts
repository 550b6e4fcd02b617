import type { AppAuth } from './app/app-auth-interface.ts';
import { type AppState, readAppState } from './app/app-state.ts';
import type { AppAuthOptions, AuthOptions, InstallationAuthOptions } from './app/auth-options.ts';
import { authenticateInstallation, getInstallationId } from './app/authenticate-installation.ts';
import type { AppAuthentication } from './app/authentication.ts';
import { dropInstallationTokens } from './app/get-installation-token.ts';
import { hookRequest } from './app/hook-request.ts';
import type { StrategyOptions } from './app/strategy-options.ts';
import { createOAuthAppAuth } from './oauth/create-oauth-app-auth.ts';

type Factory = (options: object) => unknown;

/** Options as they come in: callers in JavaScript may give anything, or nothing. */
type GivenOptions = Partial<AuthOptions> & { factory?: Factory };

const authenticateApp = async ({ options, at }: AppState, { refresh }: Partial<AppAuthOptions>): Promise<AppAuthentication> => {
  const { jwt, expiresAt } = await at(options.request.endpoint.DEFAULTS.baseUrl).jwt.get(refresh);
  return { type: 'app', token: jwt, appId: options.appId, expiresAt };
};

/** Hands the strategy's options to a factory, the call's over them; the cache among them is what both then share. */
const makeForInstallation = (state: AppState, factory: Factory, given: object): unknown => {
  const { type: _type, factory: _factory, ...options } = given as InstallationAuthOptions; // its type was looked at
  getInstallationId(state, options.installationId);
  return factory({ ...state.options, ...options });
};

const authenticate = (state: AppState, given: GivenOptions = {}): unknown => {
  const { factory } = given;
  switch (given.type) {
    case 'app':
      return authenticateApp(state, given);
    case 'installation':
      return factory === undefined ? authenticateInstallation(state, given) : makeForInstallation(state, factory, given);
    case 'oauth-app':
    case 'oauth-user': {
      const { clientId = '', clientSecret = '', request } = state.options;
      return createOAuthAppAuth({ clientType: 'github-app', clientId, clientSecret, request })(given);
    }
    default:
      throw new Error(`Invalid auth type: ${(given as { type?: unknown }).type}`); // nothing is left of its type
  }
};

/**
 * Authenticates a GitHub App: as itself, as its installations, and as users who signed in through it.
 *
 * It is used alone, or as `authStrategy` of an octokit.
 *
 * @throws an Error that names the option that is missing or contradicts another
 */
export function createAppAuth(options: StrategyOptions): AppAuth {
  const state = readAppState(options);
  const auth = async (given?: GivenOptions): Promise<unknown> => authenticate(state, given);
  // One function answers every overload, and the type of the options picks the type of the answer.
  return Object.assign(auth as AppAuth, {
    hook: hookRequest.bind(null, state),
    invalidate: async ({ installationId, baseUrl }: { installationId: number | string; baseUrl?: string | undefined }): Promise<void> =>
      dropInstallationTokens(state, baseUrl ?? state.options.request.endpoint.DEFAULTS.baseUrl, Number(installationId)),
  });
}
