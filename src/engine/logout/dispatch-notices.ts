import type { LogoutNotice } from '../model/session-client.ts';
import { type Notices, sendNotice } from './send-notice.ts';

/** Sends what is due from this process. */
export interface NoticeDispatcher {
  /** Begins what is due, as far as there is room; settles once it is begun. */
  dispatch(): Promise<void>;
  /** Settles when nothing is under way. */
  finish(): Promise<void>;
}

/** Attempts under way to one client: a slow one keeps few of our connections, and none from the others. */
const perClient = 4;
const inAll = 64;

const keyOf = ({ sid, clientNumber }: LogoutNotice): string => `${sid} ${clientNumber}`;

/**
 * Makes a process's dispatcher.
 *
 * @param onSent called when an attempt is over, and there is room for the next.
 * @param onFailure told when the store failed; the notice is found again when its lease lapsed.
 */
export function createNoticeDispatcher(notices: Notices, onSent: () => void, onFailure: (error: unknown) => void): NoticeDispatcher {
  const underWay = new Map<string, { readonly clientNumber: number; readonly attempt: Promise<void> }>();
  const busyWith = (clientNumber: number): number => [...underWay.values()].filter((one) => one.clientNumber === clientNumber).length;

  const begin = (notice: LogoutNotice): void => {
    const attempt = sendNotice(notices, notice)
      .catch(onFailure)
      .finally(() => {
        underWay.delete(keyOf(notice));
        onSent();
      });
    underWay.set(keyOf(notice), { clientNumber: notice.clientNumber, attempt });
  };

  return {
    dispatch: async () => {
      // Those this process is about to claim are still due in the store.
      for (const notice of await notices.facts.listDueLogoutNotices(notices.clock(), 2 * perClient)) {
        const hasRoom = underWay.size < inAll && busyWith(notice.clientNumber) < perClient;
        if (hasRoom && !underWay.has(keyOf(notice))) begin(notice);
      }
    },
    finish: async () => {
      while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ attempt }) => attempt));
    },
  };
}
