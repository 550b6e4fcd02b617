/** How many single-letter edits (insert, delete, replace, swap of neighbours) turn one text into the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const shorter = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(swapped ? Math.min(shorter, (beforeLast[column - 2] ?? 0) + 1) : shorter);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/** The name that was probably meant: the nearest one within a third of its letters, or the only one that starts so; otherwise undefined. */
export function findClosestName(typed: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  if (ranked[0] !== undefined) return ranked[0].name;
  const starting = typed === '' ? [] : names.filter((name) => name.startsWith(typed));
  return starting.length === 1 ? starting[0] : undefined;
}

/** The end of an error message that names what was probably meant, or nothing. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const closest = findClosestName(typed, names);
  return closest === undefined ? '' : ` Did you mean ${closest}?`;
}
