import type { OctokitResponse } from '../../request/request-types.ts';
import type { ClientOptions, MethodAuthentication, MethodResponse } from './method-types.ts';

/** The end of a lifetime by GitHub's clock, or by ours if the answer does not tell the time. */
const endOf = (date: unknown, seconds: number): string => {
  const said = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return new Date((Number.isNaN(said) ? Date.now() : said) + seconds * 1000).toISOString();
};

const client = ({
  clientType,
  clientId,
  clientSecret,
}: ClientOptions): Pick<MethodAuthentication, 'clientType' | 'clientId' | 'clientSecret'> => ({
  clientType,
  clientId,
  ...(clientSecret === undefined ? {} : { clientSecret }),
});

/** GitHub separates scopes with commas where RFC 6749 §3.3 has spaces. */
const readScopes = (scope: unknown): string[] => (typeof scope === 'string' ? scope.split(/[\s,]+/).filter((name) => name !== '') : []);

/** Reads a new token: with scopes for an OAuth app, with its ends for a GitHub App whose tokens end. */
export function readTokenAnswer(options: ClientOptions, response: OctokitResponse): MethodResponse {
  const { access_token, scope, refresh_token, expires_in, refresh_token_expires_in } = response.data;
  const date = response.headers?.date;
  const authentication: MethodAuthentication = { ...client(options), token: access_token };
  if (options.clientType === 'oauth-app') authentication.scopes = readScopes(scope);
  else if (refresh_token !== undefined) {
    authentication.refreshToken = refresh_token;
    authentication.expiresAt = endOf(date, expires_in);
    authentication.refreshTokenExpiresAt = endOf(date, refresh_token_expires_in);
  }
  return { ...response, authentication };
}

/** Reads what GitHub says of a token it knows, or put in the place of one it knew. */
export function readKnownToken(options: ClientOptions, response: OctokitResponse, token: string): MethodResponse {
  const { scopes, expires_at } = response.data;
  const authentication: MethodAuthentication = { ...client(options), token };
  if (expires_at) authentication.expiresAt = expires_at;
  if (options.clientType === 'oauth-app') authentication.scopes = scopes ?? [];
  return { ...response, authentication };
}
