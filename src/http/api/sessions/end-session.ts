import Type from 'typebox';
import { endSession as end } from '../../../identity/sessions/end-session.ts';
import { callingSession, callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** Ends one of the caller's sessions. */
export const endSession: Operation = defineOperation({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/v2/users/me/sessions/{session}',
  tag: 'Sessions',
  summary: 'End one of your sessions.',
  authorization: { who: 'user', scope: 'api_key:update' },
  params: Type.Object({ session: Type.String({ description: "The session's id." }) }),
  answers: { 204: { description: 'It has ended.' } },
  async run({ params, caller, request, rooms }) {
    const me = callingUser(caller);
    const own = params.session === callingSession(me);
    const decision = await end(rooms.identity, { userId: me.user.id, sessionId: params.session, own }, request);
    switch (decision.action) {
      case 'ended':
        return { status: 204 };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
