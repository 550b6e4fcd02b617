import Type from 'typebox';
import { changeAccess } from '../../../identity/users/change-access.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { getNamedUser } from './get-named-user.ts';
import { encodeUser, userBody } from './user-body.ts';

/** Gives a person another role. */
export const changeUserRole: Operation = defineOperation({
  name: 'changeUserRole',
  method: 'PUT',
  path: '/api/v2/users/{user}/role',
  tag: 'Users',
  summary: 'Give a person another role.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  params: Type.Object({ user: Type.String({ description: 'Id, email address or username, or `me`.' }) }),
  body: Type.Object({ role: Type.Enum(['owner', 'admin', 'member']) }),
  answers: { 200: { description: 'The person.', body: userBody } },
  async run({ params, body, caller, request, rooms: { identity } }) {
    const by = callingUser(caller).user;
    const { id } = await getNamedUser(identity.facts, params.user, by);
    const decision = await changeAccess(identity, { by, userId: id, role: body.role }, request);
    switch (decision.action) {
      case 'changed':
        return { status: 200, body: encodeUser(decision.user) };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});
