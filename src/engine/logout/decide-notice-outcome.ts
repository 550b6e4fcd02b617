import { after, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { LogoutNotice } from '../model/session-client.ts';

/** What came of sending a logout token. `status` is undefined if the client did not answer. */
export interface NoticeAnswer {
  readonly status: number | undefined;
  /** For the log: what the client or the network said. */
  readonly words: string;
}

/** What is known when an attempt is over. */
export interface NoticeOutcome {
  readonly now: EpochSeconds;
  /** As it was claimed: its last attempt is this one. */
  readonly notice: LogoutNotice;
  readonly answer: NoticeAnswer;
  /** From 0 up to 1, for jitter. */
  readonly chance: number;
}

/** What becomes of a notice. */
export interface NoticeDecision {
  readonly action: 'told' | 'retry' | 'gave_up';
  readonly changes: readonly EngineChange[];
}

const [minute, hour] = [60, 3600];

/** Eight attempts within a day: a client that was down for a night still learns of it. */
const pauses: readonly number[] = [5, 30, 2 * minute, 10 * minute, hour, 4 * hour, 16 * hour];

/** How long to wait after the `attempts`-th attempt failed, up to a fifth longer by chance; undefined when it was the last. */
export function pauseAfter(attempts: number, chance: number): Seconds | undefined {
  const pause = pauses[attempts - 1];
  return pause === undefined ? undefined : seconds(Math.ceil(pause * (1 + chance / 5)));
}

/**
 * Decides what an attempt means. A client that logged the person out says 200, and some frameworks say 204 (OpenID Connect Back-Channel Logout
 * §2.8); whatever else it says, its session may still be there, and so it is told again.
 */
export function decideNoticeOutcome({ now, notice, answer, chance }: NoticeOutcome): NoticeDecision {
  const { sid, clientNumber, attempts } = notice;
  const isTold = answer.status !== undefined && answer.status >= 200 && answer.status < 300;
  const pause = isTold ? undefined : pauseAfter(attempts, chance);
  if (pause === undefined) {
    return { action: isTold ? 'told' : 'gave_up', changes: [{ change: 'delete_logout_notice', sid, clientNumber, attempts }] };
  }
  return {
    action: 'retry',
    changes: [{ change: 'postpone_logout_notice', sid, clientNumber, attempts, nextAttemptAt: after(now, pause) }],
  };
}
