import type { SharedCache } from './cache-options.ts';
import { decodeSharedValue, encodeSharedValue } from './shared-cache-value.ts';
import { type TokenRequest, tokenKey } from './token-request.ts';
import type { TokenOwner, TokenStore } from './token-store.ts';

const keyOf = ({ appId, baseUrl }: TokenOwner, request: TokenRequest): string => `github-app:2:${baseUrl}:${appId}:${tokenKey(request)}`;

/** Keeps tokens where other processes find them. */
export function storeInSharedCache(cache: SharedCache): TokenStore {
  return {
    find: async (owner, request) => {
      const value = await cache.get(keyOf(owner, request));
      return typeof value === 'string' ? decodeSharedValue(value) : undefined;
    },
    keep: async (owner, request, kept) => {
      await cache.set(keyOf(owner, request), encodeSharedValue(kept), { expiresAt: new Date(kept.expiresAtMs) });
    },
    drop: async (owner, request) => {
      const key = keyOf(owner, request);
      await (cache.delete === undefined ? cache.set(key, '', { expiresAt: new Date(Date.now() + 1000) }) : cache.delete(key));
    },
  };
}
