import Type from 'typebox';
import type { User } from '../../../identity/model/user.ts';
import { changeAccess } from '../../../identity/users/change-access.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { getNamedUser } from './get-named-user.ts';
import { encodeUser, userBody } from './user-body.ts';

const statusOperation = (verb: 'activate' | 'suspend', status: User['status'], summary: string): Operation =>
  defineOperation({
    name: `${verb}User`,
    method: 'PUT',
    path: `/api/v2/users/{user}/status/${verb}`,
    tag: 'Users',
    summary,
    authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
    params: Type.Object({ user: Type.String({ description: 'Id, email address or username, or `me`.' }) }),
    answers: { 200: { description: 'The person.', body: userBody } },
    async run({ params, caller, request, rooms: { identity } }) {
      const by = callingUser(caller).user;
      const { id } = await getNamedUser(identity.facts, params.user, by);
      const decision = await changeAccess(identity, { by, userId: id, status }, request);
      switch (decision.action) {
        case 'changed':
          return { status: 200, body: encodeUser(decision.user) };
        case 'refuse':
          throw identityRefused(decision);
      }
    },
  });

/** Suspends a person. */
export const suspendUser: Operation = statusOperation(
  'suspend',
  'suspended',
  'Suspend a person: their sessions end, and their keys stop working until they are active again.',
);

/** Lets a suspended person back in. */
export const activateUser: Operation = statusOperation('activate', 'active', 'Let a suspended person back in.');
