import type { SendRequest } from '../broker/ports.ts';
import type { SendLogoutToken } from '../engine/logout/send-notice.ts';
import { seconds } from '../protocol/units.ts';

const timeout = seconds(15);
const longestWords = 200;

/**
 * Makes the sender of logout tokens.
 *
 * @param send reaches public addresses only unless the operator allowed others, follows no redirect, never rejects.
 * @see OpenID Connect Back-Channel Logout §2.5
 */
export const createSendLogoutToken =
  (send: SendRequest): SendLogoutToken =>
  async (url, logoutToken) => {
    const answer = await send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `logout_token=${logoutToken}`, // a compact JWS has no letter that a form must escape
      timeout,
    });
    return answer.outcome === 'answered'
      ? { status: answer.status, words: `status ${answer.status} ${answer.body.slice(0, longestWords)}`.trim() }
      : { status: undefined, words: answer.words };
  };
