import type { KeptToken } from './kept-token.ts';
import { isKeptToken, type MemoryCache } from './memory-cache.ts';
import { type TokenRequest, tokenKey } from './token-request.ts';
import type { TokenOwner, TokenStore } from './token-store.ts';

const keyOf = ({ appId, baseUrl }: TokenOwner, request: TokenRequest): string => `${baseUrl}|${appId}|${tokenKey(request)}`;

/** Keeps tokens in the process, as they are. */
export function storeInMemory(cache: MemoryCache): TokenStore {
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
