/** What a patch cannot do. */
export class JsonPatchError extends Error {
  override readonly name = 'JsonPatchError';
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
const isContainer = (value: Json): value is readonly Json[] | { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null;

/** RFC 6901 §3, §4 */
function readPointer(pointer: unknown): readonly string[] {
  if (pointer === '') return [];
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) throw new JsonPatchError('a path must be empty or begin with a slash');
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Where a token points in a list; `-` is past its end (RFC 6901 §4). */
function readIndex(token: string, length: number): number {
  const index = token === '-' ? length : /^(?:0|[1-9][0-9]{0,8})$/.test(token) ? Number(token) : -1;
  if (index < 0 || index > length) throw new JsonPatchError(`there is no place ${token} in the list`);
  return index;
}

function find(document: Json, path: readonly string[]): Json {
  let value = document;
  for (const token of path) {
    const next = isArray(value)
      ? value[readIndex(token, value.length)]
      : isContainer(value) && Object.hasOwn(value, token)
        ? value[token]
        : undefined;
    if (next === undefined) throw new JsonPatchError(`there is nothing at ${token}`);
    value = next;
  }
  return value;
}

/** The document with a container on the path made anew. */
function change(document: Json, path: readonly string[], edit: (parent: Json, token: string) => Json): Json {
  const [token, ...rest] = path;
  if (token === undefined) throw new JsonPatchError('the whole document cannot be removed');
  if (rest.length === 0) return edit(document, token);
  const changed = change(find(document, [token]), rest, edit);
  if (isArray(document)) return document.with(readIndex(token, document.length), changed);
  return withMember(document, token, changed);
}

const withMember = (document: Json, name: string, value: Json): Json =>
  // Entries, so that a member called __proto__ is one like any other.
  Object.fromEntries([...Object.entries(document ?? {}).filter(([each]) => each !== name), [name, value]]);

const add = (document: Json, path: readonly string[], value: Json): Json =>
  path.length === 0
    ? value
    : change(document, path, (parent, token) => {
        if (isArray(parent)) return parent.toSpliced(readIndex(token, parent.length), 0, value);
        if (!isContainer(parent)) throw new JsonPatchError(`there is nothing that could have ${token}`);
        return withMember(parent, token, value);
      });

const remove = (document: Json, path: readonly string[]): Json =>
  change(document, path, (parent, token) => {
    find(parent, [token]);
    if (isArray(parent)) return parent.toSpliced(readIndex(token, parent.length), 1);
    return Object.fromEntries(Object.entries(parent ?? {}).filter(([name]) => name !== token));
  });

function isEqual(one: Json, other: Json): boolean {
  if (!isContainer(one) || !isContainer(other)) return one === other;
  if (isArray(one) !== isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return (
    names.length === others.length && names.every((name) => Object.hasOwn(other, name) && isEqual(find(one, [name]), find(other, [name])))
  );
}

/** Values of the largest document. Copies of a document into itself double it: a short patch could fill the memory. */
const maxValues = 20_000;

/** How many values a value has, counted until there are more than that. */
function countValues(value: Json, max: number): number {
  let count = 1;
  if (isContainer(value))
    for (const each of Object.values(value)) {
      count += countValues(each, max - count);
      if (count > max) break;
    }
  return count;
}

/** The value a copy is made of, if the document may grow by it. */
function findCopied(document: Json, path: readonly string[]): Json {
  const copied = find(document, path);
  const isTooLarge = countValues(document, maxValues) + countValues(copied, maxValues) > maxValues;
  if (isTooLarge) throw new JsonPatchError('what it copies is too large');
  return copied;
}

/** One operation (RFC 6902 §4). */
function apply(document: Json, operation: Json): Json {
  if (!isContainer(operation) || isArray(operation)) throw new JsonPatchError('each operation must be an object');
  const { op, path: pointer, from, value } = operation;
  const path = readPointer(pointer);
  const given = (): Json => {
    if (value === undefined) throw new JsonPatchError('an operation lacks its value');
    return value;
  };
  switch (op) {
    case 'add':
      return add(document, path, given());
    case 'remove':
      return remove(document, path);
    case 'replace':
      find(document, path);
      return path.length === 0 ? given() : add(remove(document, path), path, given());
    case 'move': {
      const source = readPointer(from);
      const isInside = path.length > source.length && source.every((token, index) => token === path[index]);
      if (isInside) throw new JsonPatchError('a value cannot be moved into itself');
      const moved = find(document, source);
      return source.length === 0 ? document : add(remove(document, source), path, moved);
    }
    case 'copy':
      return add(document, path, findCopied(document, readPointer(from)));
    case 'test':
      if (!isEqual(find(document, path), given())) throw new JsonPatchError('a test failed');
      return document;
    default:
      throw new JsonPatchError('there is an operation that is none of RFC 6902');
  }
}

/** More of them are no patch but a program. */
const maxOperations = 1000;

/**
 * A JSON document with a patch applied, all of it or nothing. The document is not changed.
 *
 * @param patch the text of a patch.
 * @throws JsonPatchError saying what cannot be done.
 * @see RFC 6902 §3, §4, §5
 */
export function patchJson(document: unknown, patch: string): unknown {
  let operations: Json;
  try {
    operations = JSON.parse(patch);
  } catch {
    throw new JsonPatchError('it is no JSON');
  }
  if (!isArray(operations)) throw new JsonPatchError('it must be a list of operations');
  if (operations.length > maxOperations) throw new JsonPatchError(`it has more than ${maxOperations} operations`);
  return operations.reduce<Json>(apply, document as Json); // the caller's document is JSON
}
