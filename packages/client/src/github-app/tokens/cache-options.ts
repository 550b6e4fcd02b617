/** A cache as `@octokit/auth-app` documents it: what it keeps has no expiry of its own, and each text is as that package writes it. */
export interface PlainCache {
  readonly version?: undefined;
  get(key: string): string | undefined | null | Promise<string | undefined | null>;
  // biome-ignore lint/suspicious/noExplicitAny: a cache may answer what it likes, and nobody looks at it
  set(key: string, value: string): any;
}

/** A cache several processes share, such as Redis: keys name app and host, and each value comes with its end. */
export interface SharedCache {
  /** Says that this is the newer contract. */
  readonly version: 2;
  get(key: string): string | undefined | null | Promise<string | undefined | null>;
  /** @param options when the value may be forgotten: as an option `PXAT` of Redis, `options.expiresAt.getTime()` */
  set(key: string, value: string, options: { readonly expiresAt: Date }): unknown;
  /** Forgets a token that GitHub no longer accepts. */
  delete?(key: string): unknown;
}

/** Either kind of cache. */
export type TokenCache = PlainCache | SharedCache;
