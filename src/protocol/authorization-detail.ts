import { isJsonObject, type JsonObject } from './jose/parse-object.ts';
import { parseJson } from './parse-json.ts';

/** One thing a client wants to be allowed, of a type that says what its other members mean (RFC 9396 §2). */
export interface AuthorizationDetail extends JsonObject {
  readonly type: string;
}

/** Letters of the longest `authorization_details`: each of them is kept with the grant and its tokens. */
const maxLength = 8192;
const maxEntries = 16;

const isDetail = (value: unknown): value is AuthorizationDetail =>
  isJsonObject(value) && typeof value.type === 'string' && value.type !== '';

/** Reads an `authorization_details` parameter; undefined if it is no JSON array of objects with a type, or is too big (RFC 9396 §2). */
export function parseAuthorizationDetails(text: string): readonly AuthorizationDetail[] | undefined {
  if (text.length > maxLength) return undefined;
  const value = parseJson(text);
  return Array.isArray(value) && value.length <= maxEntries && value.every(isDetail) ? value : undefined;
}

/** Whether malformed `authorization_details` are right but for an object without a type. */
export function lacksType(text: string): boolean {
  const value = parseJson(text);
  return Array.isArray(value) && value.every(isJsonObject) && !value.every(isDetail);
}

/** Whether two JSON values are the same, whatever the order of members. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, index) => isSameJson(each, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isSameJson(a[name], b[name]));
}
