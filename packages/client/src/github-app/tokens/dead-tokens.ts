import type { KeptToken } from './kept-token.ts';
import { type TokenRequest, tokenKey } from './token-request.ts';
import type { TokenOwner } from './token-store.ts';

const maxRequests = 15_000;
const longestLifeMs = 60 * 60_000;

const installationKey = ({ appId, baseUrl }: TokenOwner, installationId: number): string => `${baseUrl}|${appId}|${installationId}`;

/**
 * Which tokens ended before their time: all of an installation that were made before it was suspended, changed or removed.
 *
 * Caches cannot list what they hold, so it remembers what was kept, and since when it no longer counts.
 */
export class DeadTokens {
  readonly #kept = new Map<string, { readonly installation: string; readonly request: TokenRequest }>();
  readonly #deadBefore = new Map<string, number>();

  /** Remembers that a token was kept for a request. */
  noteKept(owner: TokenOwner, request: TokenRequest): void {
    const installation = installationKey(owner, request.installationId);
    this.#kept.set(`${installation} ${tokenKey(request)}`, { installation, request });
    if (this.#kept.size <= maxRequests) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }

  /** Declares an installation's tokens dead. @returns the requests whose tokens a cache may hold */
  declare(owner: TokenOwner, installationId: number): readonly TokenRequest[] {
    const now = Date.now();
    for (const [installation, at] of this.#deadBefore) if (now - at > longestLifeMs) this.#deadBefore.delete(installation);
    const dead = installationKey(owner, installationId);
    this.#deadBefore.set(dead, now);
    const requests: TokenRequest[] = [{ installationId }];
    for (const [key, { installation, request }] of this.#kept) {
      if (installation !== dead) continue;
      requests.push(request);
      this.#kept.delete(key);
    }
    return requests;
  }

  /** Whether a token was made before its installation's tokens were declared dead. */
  has(owner: TokenOwner, { installationId }: TokenRequest, { createdAtMs }: KeptToken): boolean {
    if (this.#deadBefore.size === 0) return false;
    return createdAtMs < (this.#deadBefore.get(installationKey(owner, installationId)) ?? Number.NEGATIVE_INFINITY);
  }
}
