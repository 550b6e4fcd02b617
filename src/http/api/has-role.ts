import type { Role, User } from '../../identity/model/user.ts';

/** Each role includes the ones after it. */
const ranks: Readonly<Record<Role, number>> = { owner: 0, admin: 1, member: 2 };

/** Whether a user may do what a role may. */
export const hasRole = ({ role }: Pick<User, 'role'>, needed: Role): boolean => ranks[role] <= ranks[needed];
