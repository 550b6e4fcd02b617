import { CallerError } from './caller-error.ts';
import { isUnset } from './unset.ts';

/**
 * Refuses members that we know and do not honour, unless they have their default.
 *
 * @throws CallerError naming the first of them.
 */
export function refuseMembers<Body extends object>(body: Body, names: readonly (keyof Body & string)[]): void {
  const refused = names.find((name) => !isUnset(body[name]));
  if (refused !== undefined) throw new CallerError('wrongMember', `The member ${refused} is not supported.`);
}
