import type { Provider } from '../model/provider.ts';
import { providerTypeOf } from '../providers/registry.ts';

/** Where a provider sends the browser back to. */
export const callbackUrl = (provider: Pick<Provider, 'id' | 'redirectBase'>, accessUrl: string): string =>
  `${provider.redirectBase ?? accessUrl}/external-auth/${provider.id}/callback`;

/** What differs from one browser sent to the provider to the next. */
export interface AuthorizeRequest {
  readonly authUrl: string;
  readonly redirectUri: string;
  readonly state: string;
  /** undefined for providers without PKCE. */
  readonly codeChallenge: string | undefined;
  readonly scopes: readonly string[];
  /** Whether the user wants to link one more account, and should be let choose it. */
  readonly another: boolean;
}

/**
 * The URL a browser is sent to (RFC 6749 §4.1.1, RFC 7636 §4.3). What the operator wrote into the URL's query stays, and wins over
 * parameters we only suggest.
 */
export function authorizeUrl(provider: Provider, request: AuthorizeRequest): string {
  const { scopes, codeChallenge } = request;
  const type = providerTypeOf(provider.type);
  const url = new URL(request.authUrl);
  const suggested = {
    access_type: 'offline',
    ...type.authorizeParameters?.(scopes),
    ...(request.another ? type.anotherAccountParameters : {}),
  };
  for (const [name, value] of Object.entries(suggested)) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  url.searchParams.set('response_type', type.responseType ?? 'code');
  url.searchParams.set('client_id', provider.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('state', request.state);
  if (scopes.length > 0) url.searchParams.set('scope', scopes.join(type.scopeSeparator ?? ' '));
  if (codeChallenge !== undefined) {
    url.searchParams.set('code_challenge', codeChallenge);
    url.searchParams.set('code_challenge_method', 'S256');
  }
  return url.href;
}
