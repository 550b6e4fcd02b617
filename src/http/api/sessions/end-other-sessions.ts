import { endOtherSessions as endOthers } from '../../../identity/sessions/end-session.ts';
import { callingSession, callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** Ends all of the caller's sessions but the one they ask from. */
export const endOtherSessions: Operation = defineOperation({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/v2/users/me/sessions',
  tag: 'Sessions',
  summary: 'End all your sessions but the one you call with.',
  authorization: { who: 'user', scope: 'api_key:update' },
  answers: { 204: { description: 'They have ended.' } },
  async run({ caller, request, rooms }) {
    const me = callingUser(caller);
    await endOthers(rooms.identity, { userId: me.user.id, exceptSessionId: callingSession(me) }, request);
    return { status: 204 };
  },
});
