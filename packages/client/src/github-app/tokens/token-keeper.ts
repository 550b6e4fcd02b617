import { SharedFlights } from '../../flight/shared-flights.ts';
import { AppJwt, type MakeJwt } from '../jwt/app-jwt.ts';
import { Clock } from '../jwt/clock.ts';
import type { PlainCache, SharedCache } from './cache-options.ts';
import { DeadTokens } from './dead-tokens.ts';
import type { KeptToken } from './kept-token.ts';
import { MemoryCache } from './memory-cache.ts';
import { storeInMemory } from './store-in-memory.ts';
import { storeInPlainCache } from './store-in-plain-cache.ts';
import { storeInSharedCache } from './store-in-shared-cache.ts';
import type { TokenOwner, TokenStore } from './token-store.ts';

/** Longer than GitHub takes with every wait it may ask for; Workers drop the work of a request whose client is gone without a word. */
const deadline = {
  milliseconds: 120_000,
  failure: () => new Error('[@grantry/client] The installation token did not come within two minutes.'),
};

/** Any of the three caches. */
export type AnyCache = MemoryCache | PlainCache | SharedCache;

/**
 * What every strategy with one cache object shares: its tokens, the requests under way, each app's JWT, each host's clock.
 *
 * `@octokit/app` makes a strategy for every installation and passes the cache on, and nothing else that could be shared.
 */
export class TokenKeeper {
  readonly store: TokenStore;
  readonly flights: SharedFlights<KeptToken> = new SharedFlights(deadline);
  readonly dead: DeadTokens = new DeadTokens();
  readonly #clocks = new Map<string, Clock>();
  readonly #jwts = new Map<unknown, Map<string, AppJwt>>();

  constructor(cache: AnyCache) {
    if (cache instanceof MemoryCache) this.store = storeInMemory(cache);
    else this.store = cache.version === 2 ? storeInSharedCache(cache) : storeInPlainCache(cache);
  }

  clockOf(baseUrl: string): Clock {
    const known = this.#clocks.get(baseUrl);
    if (known !== undefined) return known;
    const clock = new Clock();
    this.#clocks.set(baseUrl, clock);
    return clock;
  }

  /** @param signer what makes this app's tokens (a key, a function): two strategies with the same one share them */
  jwtOf({ appId, baseUrl }: TokenOwner, signer: unknown, make: MakeJwt): AppJwt {
    const ofSigner = this.#jwts.get(signer) ?? new Map<string, AppJwt>();
    this.#jwts.set(signer, ofSigner);
    const key = `${typeof appId}|${appId}|${baseUrl}`; // the JWT says a number or a text, as given
    const known = ofSigner.get(key);
    if (known !== undefined) return known;
    const jwt = new AppJwt(make, this.clockOf(baseUrl));
    ofSigner.set(key, jwt);
    return jwt;
  }
}

const keepers = new WeakMap<object, TokenKeeper>();

/** The keeper of a cache object: the same one for everybody who has that object, gone when nobody has. */
export function keeperOf(cache: AnyCache): TokenKeeper {
  const known = keepers.get(cache);
  if (known !== undefined) return known;
  const keeper = new TokenKeeper(cache);
  keepers.set(cache, keeper);
  return keeper;
}
