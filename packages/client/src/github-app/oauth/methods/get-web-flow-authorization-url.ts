import { encodeBase64Url } from '../../../wire/base64url.ts';
import type { RequestInterface } from '../../request/request-types.ts';
import { loginUrl } from '../../routes/api-url.ts';
import type { ClientType } from '../user-authentication.ts';

/** What the page at which the user agrees is told. */
export interface AuthorizationUrlOptions {
  clientType: ClientType;
  clientId: string;
  allowSignup?: boolean | undefined;
  login?: string | undefined;
  redirectUrl?: string | undefined;
  /** Of OAuth apps. */
  scopes?: string | readonly string[] | undefined;
  /** @default 256 bits by chance */
  state?: string | undefined;
  /** From `createCodeVerifier`. @see RFC 7636 §4.3 */
  codeChallenge?: string | undefined;
  request?: RequestInterface | undefined;
}

/** The URL to send the user to, and everything in it. Keep `state`: what comes back must have the same. */
export interface AuthorizationUrl {
  url: string;
  clientType: ClientType;
  clientId: string;
  allowSignup: boolean;
  login: string | null;
  redirectUrl: string | null;
  state: string;
  scopes?: string[];
}

const byChance = (): string => encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** Where to send a user who is to sign in through the app. Nothing is requested. */
export function getWebFlowAuthorizationUrl(options: AuthorizationUrlOptions): AuthorizationUrl {
  const { clientType, clientId, scopes = [], codeChallenge, request } = options;
  const scopeList = typeof scopes === 'string' ? scopes.split(/[\s,]+/).filter((scope) => scope !== '') : [...scopes];
  const result = {
    clientType,
    clientId,
    allowSignup: options.allowSignup !== false,
    login: options.login ?? null,
    redirectUrl: options.redirectUrl ?? null,
    state: options.state ?? byChance(),
    ...(clientType === 'oauth-app' ? { scopes: scopeList } : {}),
  };
  const query = {
    allow_signup: result.allowSignup,
    client_id: clientId,
    login: result.login,
    redirect_uri: result.redirectUrl,
    scope: clientType === 'oauth-app' && scopeList.length > 0 ? scopeList.join() : null,
    state: result.state,
    code_challenge: codeChallenge ?? null,
    code_challenge_method: codeChallenge === undefined ? null : 'S256',
  };
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value)}`]));
  const base = loginUrl(request?.endpoint.DEFAULTS.baseUrl ?? 'https://api.github.com');
  return { ...result, url: `${base}/login/oauth/authorize?${pairs.join('&')}` };
}

/** Makes what only who began the web flow knows, and its shadow that may be sent with the user. @see RFC 7636 §4.1, §4.2 */
export async function createCodeVerifier(): Promise<{ codeVerifier: string; codeChallenge: string }> {
  const codeVerifier = byChance();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  return { codeVerifier, codeChallenge: encodeBase64Url(new Uint8Array(digest)) };
}
