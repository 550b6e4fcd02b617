/** What others sent is shown up to here. */
const maxLength = 100;

/** A value of somebody else's as it may stand in a log: on one line, and not longer than it helps. */
export function show(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}
