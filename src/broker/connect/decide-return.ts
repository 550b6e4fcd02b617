/** What a browser brought to the callback. */
export interface BrowserReturn {
  readonly query: {
    readonly code: string | undefined;
    readonly state: string | undefined;
    readonly error: string | undefined;
    readonly errorDescription: string | undefined;
    readonly errorUri: string | undefined;
  };
  readonly cookies: { readonly state: string | undefined; readonly codeVerifier: string | undefined };
  readonly pkce: boolean;
}

/** What the callback does with it. */
export type ReturnDecision =
  | { readonly action: 'start' }
  | { readonly action: 'exchange'; readonly code: string; readonly state: string; readonly codeVerifier: string | undefined }
  | { readonly action: 'refuse'; readonly status: 400 | 401; readonly message: string; readonly detail: string | undefined };

/**
 * Decides what a request to the callback is: the start of the flow, or a return from the provider (RFC 6749 §4.1.2) that belongs to
 * this browser, which its cookie shows (§10.12).
 */
export function decideReturn({ query, cookies, pkce }: BrowserReturn): ReturnDecision {
  const refuse = (status: 400 | 401, message: string, detail?: string): ReturnDecision => ({ action: 'refuse', status, message, detail });

  if (query.error !== undefined) {
    const detail = [query.errorDescription, query.errorUri].filter((part) => part !== undefined).join(' ');
    return refuse(400, `The provider answered with the error ${query.error}.`, detail === '' ? undefined : detail);
  }
  if (query.code === undefined) return { action: 'start' };
  if (query.state === undefined) return refuse(400, 'The parameter state is missing.');
  if (cookies.state === undefined) return refuse(401, 'The cookie oauth_state is missing: begin again from the page of your connections.');
  if (cookies.state !== query.state) return refuse(401, 'The parameter state does not match the cookie oauth_state.');
  if (pkce && cookies.codeVerifier === undefined) return refuse(400, 'The cookie oauth_pkce_verifier is missing.');
  return { action: 'exchange', code: query.code, state: query.state, codeVerifier: pkce ? cookies.codeVerifier : undefined };
}
