import { CallerError } from './caller-error.ts';

/** What libraries send of members that nobody set. */
const isDefault = (value: unknown): boolean =>
  value === undefined || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * Refuses members that we know and do not honour, unless they have their default.
 *
 * @throws CallerError naming the first of them.
 */
export function refuseMembers<Body extends object>(body: Body, names: readonly (keyof Body & string)[]): void {
  const refused = names.find((name) => !isDefault(body[name]));
  if (refused !== undefined) throw new CallerError('wrongMember', `The member ${refused} is not supported.`);
}
