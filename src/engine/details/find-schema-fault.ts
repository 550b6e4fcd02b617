import { isJsonObject, type JsonObject } from '../../protocol/jose/parse-object.ts';
import type { DetailSchema } from '../model/detail-type.ts';

const isOfType: Readonly<Record<DetailSchema['type'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  array: (value) => Array.isArray(value),
  object: isJsonObject,
};

function findBoundFault({ maxLength, minimum, maximum }: DetailSchema, value: unknown): string | undefined {
  if (typeof value === 'string' && maxLength !== undefined && value.length > maxLength) return `is longer than ${maxLength} letters`;
  if (typeof value !== 'number') return undefined;
  if (minimum !== undefined && value < minimum) return `is less than ${minimum}`;
  return maximum !== undefined && value > maximum ? `is more than ${maximum}` : undefined;
}

function findArrayFault({ items, minItems = 0, maxItems }: DetailSchema, values: readonly unknown[], path: string): string | undefined {
  if (values.length < minItems) return `${path} has fewer than ${minItems} entries`;
  if (maxItems !== undefined && values.length > maxItems) return `${path} has more than ${maxItems} entries`;
  if (items === undefined) return undefined;
  for (const [index, value] of values.entries()) {
    const fault = findSchemaFault(items, value, `${path}[${index}]`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findObjectFault(schema: DetailSchema, value: JsonObject, path: string): string | undefined {
  const { properties = {}, required = [], additionalProperties = false } = schema;
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${path} lacks ${missing}`;
  for (const [name, member] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known === undefined && !additionalProperties) return `${path} has an unknown member: ${name.slice(0, 64)}`;
    const fault = known && findSchemaFault(known, member, `${path}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Where a value breaks a schema, in words that begin with `path`; undefined if it does not. */
export function findSchemaFault(schema: DetailSchema, value: unknown, path: string): string | undefined {
  if (!isOfType[schema.type](value)) return `${path} is not of type ${schema.type}`;
  if (schema.enum !== undefined && !schema.enum.some((allowed) => allowed === value)) return `${path} is none of ${schema.enum.join(', ')}`;
  const boundFault = findBoundFault(schema, value);
  if (boundFault !== undefined) return `${path} ${boundFault}`;
  if (Array.isArray(value)) return findArrayFault(schema, value, path);
  return isJsonObject(value) ? findObjectFault(schema, value, path) : undefined;
}
