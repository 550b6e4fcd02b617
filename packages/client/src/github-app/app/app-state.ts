import type { AppJwt, MakeJwt } from '../jwt/app-jwt.ts';
import type { Clock } from '../jwt/clock.ts';
import { readMakeJwt } from '../jwt/read-make-jwt.ts';
import { createRequest } from '../request/create-request.ts';
import type { RequestInterface } from '../request/request-types.ts';
import { normalizeBaseUrl } from '../routes/api-url.ts';
import { MemoryCache } from '../tokens/memory-cache.ts';
import type { AnyCache } from '../tokens/token-keeper.ts';
import { keeperOf, type TokenKeeper } from '../tokens/token-keeper.ts';
import type { TokenOwner } from '../tokens/token-store.ts';
import type { Log, StrategyOptions } from './strategy-options.ts';

/** The strategy's options with defaults filled in: what factories get. */
export type ResolvedOptions = StrategyOptions & {
  readonly request: RequestInterface;
  readonly cache: AnyCache;
  readonly log: Log;
};

/** An app at one host, and everything kept of it. */
export interface AppAtHost {
  readonly owner: TokenOwner;
  readonly clock: Clock;
  readonly jwt: AppJwt;
}

/** What one strategy knows. */
export interface AppState {
  readonly options: ResolvedOptions;
  readonly keeper: TokenKeeper;
  readonly warn: (message: string) => void;
  /** The app at the host of a base URL: a request may name another than the strategy's. */
  at(baseUrl: string): AppAtHost;
}

/**
 * Checks the options and fills in what was left out. Nothing is read or sent.
 *
 * @throws an Error that names the option
 */
export function readAppState(given: StrategyOptions): AppState {
  if (!given.appId) throw new Error('[@octokit/auth-app] appId option is required');
  const { privateKey, createJwt, sign } = given;
  if (!privateKey && !createJwt && !sign) throw new Error('[@octokit/auth-app] privateKey option is required');
  if (privateKey && createJwt) throw new Error('[@octokit/auth-app] privateKey and createJwt options are mutually exclusive');
  if (sign && (privateKey || createJwt)) throw new Error('[@grantry/client] sign excludes the privateKey and createJwt options');
  if ('installationId' in given && !given.installationId) throw new Error('[@octokit/auth-app] installationId is set to a falsy value');

  // biome-ignore lint/suspicious/noConsole: where warnings go when nobody says where
  const toConsole: Log = { warn: console.warn.bind(console) };
  const log = given.log ?? toConsole;
  const options = {
    request: createRequest(),
    cache: new MemoryCache(),
    log,
    ...withoutUndefined(given),
    ...(given.installationId ? { installationId: Number(given.installationId) } : {}),
  } as ResolvedOptions; // the three members are there: given ones are laid over defaults

  const keeper = keeperOf(options.cache);
  const makeJwt: MakeJwt = readMakeJwt({ appId: given.appId, privateKey, createJwt, sign });
  const hosts = new Map<string, AppAtHost>();
  return {
    options,
    keeper,
    warn: (message) => (typeof log.warn === 'function' ? log.warn(message) : toConsole.warn(message)), // through its object: loggers need `this`
    at(baseUrl) {
      const known = hosts.get(baseUrl);
      if (known !== undefined) return known;
      const owner = { appId: given.appId, baseUrl: normalizeBaseUrl(baseUrl) };
      const host = { owner, clock: keeper.clockOf(owner.baseUrl), jwt: keeper.jwtOf(owner, privateKey ?? createJwt ?? sign, makeJwt) };
      hosts.set(baseUrl, host);
      return host;
    },
  };
}

const withoutUndefined = (options: StrategyOptions): Partial<StrategyOptions> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
