import Type from 'typebox';
import { endSession } from '../../../identity/sessions/end-session.ts';
import { ApiError } from '../api-error.ts';
import { callingSession, callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** Ends the session that asks. */
export const signOut: Operation = defineOperation({
  name: 'signOut',
  method: 'POST',
  path: '/api/v2/users/logout',
  tag: 'Sessions',
  summary: 'End the session you call with.',
  authorization: { who: 'user', scope: 'all' },
  answers: { 200: { description: 'It has ended.', body: Type.Object({ message: Type.String() }) } },
  async run({ caller, request, rooms }) {
    const me = callingUser(caller);
    const sessionId = callingSession(me);
    if (sessionId === undefined) throw new ApiError(400, 'You call with a key, and there is no session to end. Delete the key instead.');
    const decision = await endSession(rooms.identity, { userId: me.user.id, sessionId, own: true }, request);
    switch (decision.action) {
      case 'ended':
        return { status: 200, body: { message: 'You are signed out.' } };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
