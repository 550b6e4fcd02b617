import { after, type EpochSeconds, type Seconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { RefreshToken } from '../model/tokens.ts';

/** A token that was not rotated moves its end this many times in its lifetime at most: not every refresh is to write it. */
const renewalsPerLifetime = 10;

/**
 * The write that lets a refresh token live on which is not rotated, so that a grant in use goes on as it does under rotation; none while
 * it was renewed lately.
 */
export function renewRefreshToken(
  { id, expiresAt: current }: Pick<RefreshToken, 'id' | 'expiresAt'>,
  lifetime: Seconds,
  now: EpochSeconds,
): readonly EngineChange[] {
  const expiresAt = after(now, lifetime);
  if (expiresAt - current < lifetime / renewalsPerLifetime) return [];
  return [{ change: 'renew_refresh_token', refreshTokenId: id, expiresAt }];
}
