import type { KeptToken } from './kept-token.ts';
import type { TokenRequest } from './token-request.ts';

/** Whose tokens: the same installation number means another installation at another host, or to another app. */
export interface TokenOwner {
  readonly appId: number | string;
  /** The base URL of the API, normalized. */
  readonly baseUrl: string;
}

/** Where installation tokens wait to be used again. What it gives back may have ended: whoever asks looks at `expiresAt`. */
export interface TokenStore {
  /** What is at hand without waiting; only a store in memory can tell. */
  peek?(owner: TokenOwner, request: TokenRequest): KeptToken | undefined;
  find(owner: TokenOwner, request: TokenRequest): Promise<KeptToken | undefined>;
  keep(owner: TokenOwner, request: TokenRequest, kept: KeptToken): Promise<void>;
  drop(owner: TokenOwner, request: TokenRequest): Promise<void>;
}
