import { oauthErrorOf } from './send-oauth.ts';
import type { UserAuthentication } from './user-authentication.ts';

/** A token with less than this left is refreshed, so that it does not end on its way. */
const marginMs = 60_000;

const endsWithin = ({ expiresAt }: UserAuthentication, leftMs: number): boolean =>
  expiresAt !== undefined && Date.parse(expiresAt) < Date.now() + leftMs;

/** Whether GitHub accepts a token no more. */
export const hasEnded = (authentication: UserAuthentication): boolean => endsWithin(authentication, 0);

/** Whether a token has less than a minute left. */
export const isAboutToEnd = (authentication: UserAuthentication): boolean => endsWithin(authentication, marginMs);

/** Whether GitHub said that a refresh token was spent, ended or revoked. @see RFC 6749 §5.2 for the second name */
export const isRefreshRefused = (error: unknown): boolean => ['bad_refresh_token', 'invalid_grant'].includes(oauthErrorOf(error) ?? '');

/** Fields of a token as another process wrote them down. */
export type LoadedToken = Pick<UserAuthentication, 'token'> &
  Partial<Pick<UserAuthentication, 'refreshToken' | 'expiresAt' | 'refreshTokenExpiresAt'>>;

/** The authentication with the token that was written down in the place of its own. */
export function adoptToken(current: UserAuthentication, loaded: LoadedToken): UserAuthentication {
  const { token, refreshToken, expiresAt, refreshTokenExpiresAt } = loaded;
  return {
    ...current,
    token,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(refreshTokenExpiresAt === undefined ? {} : { refreshTokenExpiresAt }),
  };
}
