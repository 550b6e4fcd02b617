import { after, type EpochSeconds, epochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { Session } from '../model/session.ts';

/** How long a session lasts without being used, and at the most. */
export const sessionLifetime: { readonly idle: Seconds; readonly absolute: Seconds } = {
  idle: seconds(7 * 86_400),
  absolute: seconds(30 * 86_400),
};

/** How often a use is written down: the store has better things to do than to count clicks. */
export const touchInterval: Seconds = seconds(3_600);

/** When a session that is used now ends if it is not used again. */
export const sessionExpiry = (createdAt: EpochSeconds, now: EpochSeconds): EpochSeconds =>
  epochSeconds(Math.min(after(now, sessionLifetime.idle), after(createdAt, sessionLifetime.absolute)));

/** Whether a credential's use is worth writing down. */
export const wantsTouch = (lastUsedAt: EpochSeconds | undefined, now: EpochSeconds): boolean =>
  lastUsedAt === undefined || lastUsedAt + touchInterval <= now;

/** Whether a session has ended by itself. */
export const isSessionOver = (session: Session, now: EpochSeconds): boolean =>
  session.expiresAt <= now || after(session.createdAt, sessionLifetime.absolute) <= now;
