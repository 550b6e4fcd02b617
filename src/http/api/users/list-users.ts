import Type from 'typebox';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeUser, userBody } from './user-body.ts';

/** Lists everybody. */
export const listUsers: Operation = defineOperation({
  name: 'listUsers',
  method: 'GET',
  path: '/api/v2/users',
  tag: 'Users',
  summary: 'List everybody, oldest first.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  answers: {
    200: { description: 'Everybody.', body: Type.Object({ users: Type.Array(userBody), count: Type.Integer() }) },
  },
  async run({ rooms }) {
    const users = await rooms.identity.facts.listUsers();
    return { status: 200, body: { users: users.map(encodeUser), count: users.length } };
  },
});
