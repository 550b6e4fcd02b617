import Type from 'typebox';
import { changePassword } from '../../../identity/passwords/change-password.ts';
import { callingSession, callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** Changes the caller's password. */
export const changeMyPassword: Operation = defineOperation({
  name: 'changeMyPassword',
  method: 'PUT',
  path: '/api/v2/users/me/password',
  tag: 'Users',
  summary: 'Change your password. Your other sessions end.',
  authorization: { who: 'user', scope: 'all' },
  body: Type.Object({
    old_password: Type.String(),
    password: Type.String({ description: '8–256 characters.' }),
  }),
  answers: { 204: { description: 'It is changed.' } },
  async run({ body, caller, request, rooms }) {
    const me = callingUser(caller);
    const asked = { user: me.user, current: body.old_password, next: body.password, sessionId: callingSession(me) };
    const decision = await changePassword(rooms.identity, asked, request);
    switch (decision.action) {
      case 'changed':
        return { status: 204 };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
