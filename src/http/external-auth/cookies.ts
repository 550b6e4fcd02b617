/** The cookies of the connect flow. They hold for a browser what it must bring back. */
export const connectCookies = { state: 'oauth_state', redirect: 'oauth_redirect', codeVerifier: 'oauth_pkce_verifier' } as const;

/** Where a cookie holds. */
interface CookieScope {
  /** Sent over https only. */
  readonly secure: boolean;
  readonly maxAgeSeconds: number;
}

/** Writes a `Set-Cookie` header. `Lax` lets it travel with the provider's redirect back, which starts at another site. */
export const setCookie = (name: string, value: string, { secure, maxAgeSeconds }: CookieScope): string =>
  `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
