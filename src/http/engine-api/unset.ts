/** Text that says something: libraries send members that nobody set as empty text. */
export const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** A list that says something: empty lists are left out of answers. */
export const listed = <Entry>(entries: readonly Entry[]): readonly Entry[] | undefined => (entries.length === 0 ? undefined : entries);

/** Whether a value says no more than nothing does: what libraries send of members that nobody set. */
export const isUnset = (value: unknown): boolean =>
  value === undefined || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);
