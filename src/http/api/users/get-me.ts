import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeUser, userBody } from './user-body.ts';

/** Tells a caller who they are. */
export const getMe: Operation = defineOperation({
  name: 'getMe',
  method: 'GET',
  path: '/api/v2/users/me',
  tag: 'Users',
  summary: 'See who you are.',
  authorization: { who: 'user', scope: 'user:read_personal' },
  answers: { 200: { description: 'You.', body: userBody } },
  run: async ({ caller }) => ({ status: 200, body: encodeUser(callingUser(caller).user) }),
});
