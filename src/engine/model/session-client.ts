import type { EpochSeconds } from '../../protocol/units.ts';

/** A client that a person's session reached: it was given a code that leads to an ID token. */
export interface SessionClient {
  /** What the client knows the session by (OpenID Connect Back-Channel Logout §2.1). */
  readonly sid: string;
  readonly clientNumber: number;
  readonly serviceId: number;
  /** Whose session it is. */
  readonly subject: string;
  /** When it was reached last. */
  readonly reachedAt: EpochSeconds;
}

/** A client that is to be told that a session ended. */
export type LogoutNotice = Omit<SessionClient, 'reachedAt'> & {
  readonly endedAt: EpochSeconds;
  /** How often that was tried. */
  readonly attempts: number;
};

/** Which of a person's sessions ended. */
export interface EndedSessions {
  readonly subject: string;
  /** undefined: all of them. */
  readonly sid: string | undefined;
  /** One that goes on. */
  readonly exceptSid: string | undefined;
}
