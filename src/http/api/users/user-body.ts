import Type, { type TObject } from 'typebox';
import type { Role, User } from '../../../identity/model/user.ts';
import { encodeTime } from '../times.ts';

/** A user as the REST API shows one. */
export const userBody: TObject = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    username: Type.String(),
    email: Type.String({ format: 'email' }),
    name: Type.String(),
    avatar_url: Type.String({ description: 'Empty: we keep no pictures.' }),
    status: Type.Enum(['active', 'suspended']),
    created_at: Type.String({ format: 'date-time' }),
    updated_at: Type.String({ format: 'date-time' }),
    last_seen_at: Type.String({ format: 'date-time' }),
    login_type: Type.Enum(['password', 'none']),
    roles: Type.Array(Type.Object({ name: Type.String(), display_name: Type.String() })),
    organization_ids: Type.Array(Type.String()),
  },
  { $id: 'User' },
);

const displayName: Readonly<Record<Role, string>> = { owner: 'Owner', admin: 'Admin', member: 'Member' };

/** Encodes a user. */
export const encodeUser = (user: User): Readonly<Record<string, unknown>> => ({
  id: user.id,
  username: user.username,
  email: user.email,
  name: user.name,
  avatar_url: '',
  status: user.status,
  created_at: encodeTime(user.createdAt),
  updated_at: encodeTime(user.updatedAt),
  last_seen_at: encodeTime(user.lastSeenAt),
  login_type: user.passwordHash === undefined ? 'none' : 'password',
  roles: [{ name: user.role, display_name: displayName[user.role] }],
  organization_ids: [],
});
