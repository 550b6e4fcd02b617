import { findCaller } from './find-caller.ts';
import { type OctokitRequest, type SendOctokitRequest, sendWithToken } from './octokit-hook.ts';
import type { GetTokenOptions, GrantryAuthOptions, Wanted } from './options.ts';
import { type Ports, systemPorts } from './ports.ts';
import type { ProviderToken } from './provider-token.ts';
import { askPatiently } from './retry.ts';
import { readServerUrl, type Server } from './server.ts';
import { TokenKeeper } from './token-keeper.ts';
import { tokenServer } from './token-server.ts';
import type { Ask } from './workload-caller.ts';

/** A source of one provider's token. It is a function; octokit calls its `hook`. */
export interface GrantryAuth {
  /**
   * A working token, asked of the server only when the one at hand ends soon.
   *
   * @throws NotLinkedError, NotAllowedError, CallerRefusedError, UnknownProviderError, GrantryUnavailableError
   */
  (options?: GetTokenOptions & { readonly type?: string }): Promise<ProviderToken>;
  /** Tells that a token was refused where it was used: it is not used again, and the server asks the provider about it. */
  invalidate(token: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Sends an octokit request with the token. */
  hook(request: OctokitRequest, ...route: Parameters<OctokitRequest['endpoint']['merge']>): ReturnType<SendOctokitRequest>;
}

function readWanted({ provider, match }: Wanted): Readonly<Record<string, string>> {
  if (provider !== undefined && match !== undefined) throw new TypeError('Only one of provider and match may be given.');
  if (provider !== undefined && provider !== '') return { id: provider };
  if (match !== undefined && match !== '') return { match };
  throw new TypeError('provider (its id) or match (a URL it serves) must be given.');
}

/**
 * Gets a provider's token from a Grantry server, and keeps it until shortly before it ends.
 *
 * Many callers at once are one request; a server that restarts is waited for, and meanwhile the token at hand is used while it lives.
 *
 * @example
 * ```ts
 * const github = createGrantryAuth({ url: 'https://grantry.example', provider: 'github', agentTokenFile: '/run/secrets/agent' });
 * const { token } = await github({ minValidityInSeconds: 600 });
 *
 * const octokit = new Octokit({
 *   authStrategy: createGrantryAuth,
 *   auth: { url: 'https://grantry.example', provider: 'github', agentToken },
 * });
 * ```
 * @param ports the clock and chance; the machine's own unless a test sets them
 * @throws TypeError if the options do not say which server, which token, and who asks.
 */
export function createGrantryAuth(options: GrantryAuthOptions, ports: Ports = systemPorts): GrantryAuth {
  const { account, marginInSeconds = 60, recheckAfterInSeconds = 300, retryForInSeconds = 30, timeoutInSeconds = 60 } = options;
  const server: Server = {
    url: readServerUrl(options.url),
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    timeoutMilliseconds: timeoutInSeconds * 1000,
  };
  const patience = { budgetMilliseconds: retryForInSeconds * 1000 };
  const ask: Ask = (request, signal, onTrouble) =>
    askPatiently(server, request, { ...patience, ...(onTrouble === undefined ? {} : { onTrouble }) }, ports, signal);
  const wanted = { ...readWanted(options), ...(account === undefined ? {} : { account }) };
  const keeper = new TokenKeeper(
    tokenServer(findCaller(options, server.url, ask), wanted, ask, ports.now),
    { marginInSeconds, recheckAfterInSeconds },
    ports.now,
    3 * (retryForInSeconds + timeoutInSeconds), // at worst an identity, a refusal and a token, each with all its attempts
  );

  const auth = (request: GetTokenOptions = {}): Promise<ProviderToken> => keeper.get(request);
  const invalidate: GrantryAuth['invalidate'] = (token, { signal } = {}) => keeper.invalidate(token, signal);
  const hook: GrantryAuth['hook'] = (request, ...route) => sendWithToken({ get: auth, invalidate }, request, ...route);
  return Object.assign(auth, { invalidate, hook });
}
