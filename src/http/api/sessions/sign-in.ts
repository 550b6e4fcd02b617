import Type from 'typebox';
import { signIn as begin } from '../../../identity/sessions/sign-in.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** Begins a session for a program. */
export const signIn: Operation = defineOperation({
  name: 'signIn',
  method: 'POST',
  path: '/api/v2/users/login',
  tag: 'Sessions',
  summary: 'Begin a session with an email address and a password.',
  authorization: { who: 'anyone' },
  body: Type.Object({
    email: Type.String({ description: 'The email address or the username.' }),
    password: Type.String(),
  }),
  answers: {
    201: { description: 'The session.', body: Type.Object({ session_token: Type.String() }) },
  },
  async run({ body, request, rooms }) {
    const decision = await begin(rooms.identity, { login: body.email, password: body.password, ...request });
    switch (decision.action) {
      case 'signed_in':
        return { status: 201, body: { session_token: decision.token.reveal() } };
      case 'refuse':
        throw identityRefused(decision, { denied: 401 });
    }
  },
});
