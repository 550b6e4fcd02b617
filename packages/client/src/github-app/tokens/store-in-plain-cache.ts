import type { PlainCache } from './cache-options.ts';
import { decodePlainValue, encodePlainKey, encodePlainValue } from './plain-cache-text.ts';
import type { TokenRequest } from './token-request.ts';
import type { TokenOwner, TokenStore } from './token-store.ts';

/**
 * Keeps tokens in a cache of the kind `@octokit/auth-app` takes, so that caches filled by that package stay good.
 *
 * Its keys cannot name the app. The first app that uses a cache object gets the plain ones, any other has its id in them.
 */
export function storeInPlainCache(cache: PlainCache): TokenStore {
  let firstAppId: string | undefined;
  const keyOf = (owner: TokenOwner, request: TokenRequest): string => {
    const appId = String(owner.appId);
    firstAppId ??= appId;
    const key = encodePlainKey(owner, request);
    return appId === firstAppId ? key : `${key}|app=${appId}`;
  };
  return {
    find: async (owner, request) => {
      const value = await cache.get(keyOf(owner, request));
      return typeof value === 'string' ? decodePlainValue(request, value) : undefined;
    },
    keep: async (owner, request, kept) => {
      await cache.set(keyOf(owner, request), encodePlainValue(request, kept));
    },
    drop: async (owner, request) => {
      await cache.set(keyOf(owner, request), ''); // a plain cache cannot delete; an empty text is no token
    },
  };
}
