import type { ColumnType, Value } from './noun.ts';

/** A value as both databases hold it. */
export type StoredValue = string | number | null;

/** PostgreSQL's text cannot hold NUL. It becomes U+FFFD in both databases, as UTF-8 already does with half a surrogate pair. */
const withoutNul = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text);

/**
 * A value on its way into the store. Sealed values are sealed before they come here.
 *
 * @throws TypeError when the value is not of its type: a noun binds it wrong
 */
export function encodeValue(type: ColumnType, value: Value): StoredValue {
  if (value === undefined) return null;
  switch (type) {
    case 'json':
      return JSON.stringify(value);
    case 'boolean':
      if (typeof value !== 'boolean') break;
      return value ? 1 : 0;
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) break;
      return value;
    case 'text':
    case 'sealed':
      if (typeof value !== 'string') break;
      return withoutNul(value);
  }
  throw new TypeError(`a value of type ${typeof value} cannot be kept as ${type}`);
}

/** A value to look for. A number that no row can hold is looked for as NULL, which equals nothing: bad input finds nothing. */
export function encodeQuestion(type: ColumnType, value: Value): StoredValue {
  return type === 'integer' && typeof value === 'number' && !Number.isSafeInteger(value) ? null : encodeValue(type, value);
}
