/** What is asked of an OpenID provider that nothing else is known about. */
export const openidScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

/** Offline access is granted only where the user is asked (OpenID Connect Core 1.0 §11). */
export const consentForOfflineAccess = (scopes: readonly string[]): Readonly<Record<string, string>> =>
  scopes.includes('offline_access') ? { prompt: 'consent' } : {};
