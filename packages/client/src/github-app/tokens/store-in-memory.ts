import type { KeptToken } from './kept-token.ts';
import { isKeptToken, type MemoryCache } from './memory-cache.ts';
import { RecentKeys } from './recent-keys.ts';
import { type TokenRequest, tokenKey } from './token-request.ts';
import type { TokenOwner, TokenStore } from './token-store.ts';

/** Keeps tokens in the process, as they are. */
export function storeInMemory(cache: MemoryCache): TokenStore {
  const keysOf = new WeakMap<TokenOwner, RecentKeys>();
  const keyOf = (owner: TokenOwner, request: TokenRequest): string => {
    const known = keysOf.get(owner);
    if (known !== undefined) return known.keyOf(request);
    const { appId, baseUrl } = owner;
    const keys = new RecentKeys((wanted) => `${baseUrl}|${appId}|${tokenKey(wanted)}`);
    keysOf.set(owner, keys);
    return keys.keyOf(request);
  };
  const peek = (owner: TokenOwner, request: TokenRequest): KeptToken | undefined => {
    const found = cache.get(keyOf(owner, request));
    return isKeptToken(found) ? found : undefined;
  };
  return {
    peek,
    find: async (owner, request) => peek(owner, request),
    keep: async (owner, request, kept) => cache.set(keyOf(owner, request), kept),
    drop: async (owner, request) => cache.delete(keyOf(owner, request)),
  };
}
