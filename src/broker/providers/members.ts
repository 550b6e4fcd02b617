/** The members of a JSON object a provider sent. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a value; none if it is no object. */
export const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

/** The first of the named members that is a text with something in it. */
export const textIn = (members: Members, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = members[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return undefined;
};

/** The first of the named members that can be an id: a text, or a number. */
export const idIn = (members: Members, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = members[name];
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return undefined;
};

/** The members of a token answer with `scope` as RFC 6749 §3.3 writes it, where a provider separates scopes with commas. */
export const withSpacedScope = (members: Members): Members => {
  const scopes = [members.scope].flat().filter((scope) => typeof scope === 'string');
  return scopes.length === 0 ? members : { ...members, scope: scopes.join(' ').replaceAll(',', ' ') };
};
