import Type, { type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { decodeForm, type Parameters } from '../../protocol/form.ts';
import { isJsonObject, type JsonObject } from '../../protocol/jose/parse-object.ts';
import { CallerError } from './caller-error.ts';

/** Reads one part of a call by its schema. */
export type Decode = (value: unknown) => unknown;

const propertyOf = (schema: TSchema, name: string): TSchema | undefined =>
  Type.IsObject(schema) && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;

/** Levels in which members are: `extension.requestableScopes`, `supportedScopes.0.attributes.0.key`. */
const memberLevels = 8;

/** A member that is `null` was not sent, in whatever object it is. */
function withoutNulls(value: unknown, levels = memberLevels): unknown {
  if (levels === 0) return value;
  if (Array.isArray(value)) return value.map((each) => withoutNulls(each, levels - 1));
  if (!isJsonObject(value)) return value;
  const given = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(given.map(([name, each]) => [name, withoutNulls(each, levels - 1)]));
}

/** The members of a form: a list comes as text with spaces, or repeated. */
function readForm(schema: TSchema, form: Parameters): JsonObject {
  const members: Record<string, unknown> = {};
  for (const [name, values] of form) {
    const property = propertyOf(schema, name);
    const isList = property !== undefined && Type.IsArray(property);
    if (!isList && values.length > 1) throw new CallerError('wrongMember', `The member ${name} is repeated.`);
    members[name] = isList ? values.flatMap((value) => value.split(' ').filter((part) => part !== '')) : values[0];
  }
  return members;
}

/** A body that is a form. */
export class FormBody {
  readonly form: Parameters;

  /** @throws OAuthError if the text is not well encoded. */
  constructor(text: string) {
    this.form = decodeForm(text);
  }
}

/** Whether a body is well formed, and says nothing of a member. */
export function lacksMember(body: unknown, name: string): boolean {
  if (body instanceof FormBody) return !body.form.has(name);
  return body === undefined || (isJsonObject(body) && (body[name] === undefined || body[name] === null || body[name] === ''));
}

/**
 * Makes a decoder from a schema, compiled once. Text of forms, paths and queries is converted to the schema's types. Members that are not known are
 * left aside, as are those that are `null`.
 *
 * @throws CallerError naming the member that is wrong.
 */
export function makeDecode(schema: TSchema, from: 'body' | 'text'): Decode {
  const validator = Compile(schema);
  const wanted = Type.IsArray(schema) ? 'list' : 'object';
  const read = (value: unknown): unknown => {
    if (value instanceof FormBody) return Value.Convert(schema, readForm(schema, value.form));
    return from === 'text' ? Value.Convert(schema, value) : value;
  };
  return (value) => {
    const sent = read(value);
    if (validator.Check(sent)) return sent;
    const members = withoutNulls(sent);
    if (validator.Check(members)) return members;
    const [error] = validator.Errors(members);
    const missing = error !== undefined && 'requiredProperties' in error.params ? error.params.requiredProperties : undefined;
    if (Array.isArray(missing)) throw new CallerError('wrongMember', `The member ${missing[0]} is missing.`);
    const name = error?.instancePath.slice(1).replaceAll('/', '.') ?? '';
    if (name !== '') throw new CallerError('wrongMember', `The member ${name} ${error?.message}.`);
    throw new CallerError('wrongMember', `The body ${error?.keyword === 'type' ? `must be a JSON ${wanted}` : error?.message}.`);
  };
}
