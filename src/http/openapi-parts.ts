import type { TObject, TSchema } from 'typebox';
import { isJsonObject } from '../protocol/jose/parse-object.ts';

/** A piece of an OpenAPI description. */
export type Json = Readonly<Record<string, unknown>>;

/** Named schemas become references into `components`, wherever they are. */
function withReferences(value: unknown, components: Map<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => withReferences(each, components));
  if (!isJsonObject(value)) return value;
  const { $id, ...rest } = value;
  const members = Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, withReferences(member, components)]));
  if (typeof $id !== 'string') return members;
  components.set($id, members);
  return { $ref: `#/components/schemas/${$id}` };
}

/** Describes a schema: TypeBox schemas are JSON Schema, and named ones become references into `components`. */
export const schemaOf = (schema: TSchema, components: Map<string, unknown>): unknown =>
  withReferences(JSON.parse(JSON.stringify(schema)), components);

/** Describes parameters from the schema of the object they make. */
export const parametersOf = (place: 'path' | 'query' | 'header', schema: TObject | undefined): readonly Json[] =>
  Object.entries(schema?.properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = JSON.parse(JSON.stringify(property));
    const required = place === 'path' || ((schema?.required as readonly string[] | undefined) ?? []).includes(name);
    return { name, in: place, required, ...(description === undefined ? {} : { description }), schema: rest };
  });

/** Describes an answer. */
export const answer = (description: string, body: unknown, mediaType = 'application/json'): Json =>
  body === undefined ? { description } : { description, content: { [mediaType]: { schema: body } } };
