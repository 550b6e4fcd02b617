type Path = readonly string[];

/** Short names of a command of several words, the shortest first: its initials, with ever more of its last word. */
function* candidatesFor(name: string): Generator<string> {
  const words = name.split('-');
  const last = words.at(-1) ?? '';
  const initials = words
    .slice(0, -1)
    .map((word) => word.charAt(0))
    .join('');
  for (let length = 1; length < last.length; length++) yield `${initials}${last.slice(0, length)}`;
}

/**
 * Short names of commands whose name has several words: the initials, `gj` for `get-jwks`, lengthened until nothing else in its group
 * has that name. Commands of one word have none.
 */
export function aliasesOf(paths: readonly Path[]): ReadonlyMap<Path, string> {
  const taken = new Set(paths.flatMap((path) => path.map((_, index) => path.slice(0, index + 1).join(' '))));
  const aliases = new Map<Path, string>();
  for (const path of paths) {
    const name = path.at(-1) ?? '';
    if (!name.includes('-')) continue;
    const inGroup = (word: string): string => [...path.slice(0, -1), word].join(' ');
    const alias = [...candidatesFor(name)].find((word) => !taken.has(inGroup(word)));
    if (alias === undefined) continue;
    taken.add(inGroup(alias));
    aliases.set(path, alias);
  }
  return aliases;
}
