import type { User } from '../../../identity/model/user.ts';
import type { IdentityFacts } from '../../../identity/ports.ts';
import { ApiError } from '../api-error.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Finds whom a path names: by id, email address or username, or `me`.
 *
 * @throws ApiError 404
 */
export async function getNamedUser(facts: IdentityFacts, name: string, me: User): Promise<User> {
  if (name === 'me') return me;
  const user = uuid.test(name) ? await facts.findUser(name.toLowerCase()) : await facts.findUserByLogin(name);
  if (user === undefined) throw new ApiError(404, 'Resource not found or you do not have access to this resource');
  return user;
}
