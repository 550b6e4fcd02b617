import { isJsonObject, textOf } from '../api/read-answer.ts';

/** A member of a JSON object as text; empty if it is absent or something else, or there is no object. */
export function readText(json: string, member: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? textOf(value, member) : '';
  } catch {
    return '';
  }
}
