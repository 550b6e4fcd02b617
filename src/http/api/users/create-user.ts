import Type from 'typebox';
import { createUser as create } from '../../../identity/users/create-user.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeUser, userBody } from './user-body.ts';

/** Makes a user. */
export const createUser: Operation = defineOperation({
  name: 'createUser',
  method: 'POST',
  path: '/api/v2/users',
  tag: 'Users',
  summary: 'Add a person.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  body: Type.Object(
    {
      email: Type.String(),
      username: Type.Optional(Type.String({ description: 'Made of the email address if left out.' })),
      name: Type.Optional(Type.String()),
      password: Type.String({ description: '8–256 characters.' }),
      role: Type.Optional(Type.Enum(['owner', 'admin', 'member'], { default: 'member' })),
    },
    { $id: 'UserInput' },
  ),
  answers: { 201: { description: 'The person.', body: userBody } },
  async run({ body, caller, request, rooms }) {
    const by = callingUser(caller).user;
    const decision = await create(rooms.identity, { ...body, role: body.role ?? 'member', by }, request);
    switch (decision.action) {
      case 'created':
        return { status: 201, body: encodeUser(decision.user) };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
