import { isJsonObject, type JsonObject } from '../../../src/protocol/jose/parse-object.ts';
import { code } from '../section.ts';

const objects = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

/** The type of a member in a few words: `string`, `list of integer`, one of the values it may have. */
export function describeType(schema: unknown): string {
  if (!isJsonObject(schema)) return 'anything';
  const { type, items, anyOf, enum: values, const: constant } = schema;
  if (Array.isArray(values)) return values.map((value) => code(String(value))).join(', ');
  if (constant !== undefined) return code(String(constant));
  if (anyOf !== undefined) return objects(anyOf).map(describeType).join(' or ');
  if (type === 'array') return `list of ${describeType(items)}`;
  return typeof type === 'string' ? type : 'anything';
}
