/** Splits a path at its dots; `\.` is a dot that belongs to a name. */
function splitPath(path: string): readonly string[] {
  const parts: string[] = [''];
  for (let index = 0; index < path.length; index++) {
    const letter = path.charAt(index);
    if (letter === '.') parts.push('');
    else parts[parts.length - 1] += letter === '\\' ? path.charAt(++index) : letter;
  }
  return parts;
}

function step(value: unknown, [part = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) {
    if (part === '#')
      return rest.length === 0 ? value.length : value.map((each) => follow(each, rest)).filter((each) => each !== undefined);
    return /^\d+$/.test(part) ? follow(value[Number(part)], rest) : undefined;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
  return follow((value as Readonly<Record<string, unknown>>)[part], rest); // it has the member, whatever its type
}

const follow = (value: unknown, parts: readonly string[]): unknown => (parts.length === 0 ? value : step(value, parts));

/**
 * What a path finds in a JSON value, as text: names joined by dots, array positions as numbers, `#` for the length of an array or
 * each of its elements, `\.` for a dot in a name. Text is given as it is, other values as JSON, and what is absent or null as nothing.
 */
export function findByPath(value: unknown, path: string): string {
  const found = follow(value, splitPath(path));
  if (found === undefined || found === null) return '';
  return typeof found === 'string' ? found : JSON.stringify(found);
}
