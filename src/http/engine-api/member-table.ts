import Type, { type Static, type TObject, type TSchema } from 'typebox';
import { CallerError } from './caller-error.ts';
import { isUnset } from './unset.ts';

/** One member of the object that this interface shows of a record: its schema, and how it is read from the record and written to an input. */
export interface Member<Kept, Input> {
  readonly name: string;
  /** With a description. */
  readonly schema: TSchema;
  /** What is shown; undefined leaves the member out. Without it the member is never shown. */
  readonly read?: (kept: Kept) => unknown;
  /** The input with what was sent. Without it the member is ours to say, and what is sent of it is left aside. */
  readonly write?: (value: unknown, input: Input) => Input;
  /** What the engine calls it where it finds fault with it. */
  readonly fields?: readonly string[];
  /** Whether we do not know what it asks for: only its default is taken. */
  readonly isRefused?: boolean;
}

/** Every member of one object. */
export type MemberTable<Kept, Input> = readonly Member<Kept, Input>[];

/** Defines a member that is kept, and types `write` by the schema beside it. */
export const member = <Kept, Input, Schema extends TSchema>(
  definition: Omit<Member<Kept, Input>, 'schema' | 'write'> & {
    readonly schema: Schema;
    readonly write: (value: Static<Schema>, input: Input) => Input;
  },
): Member<Kept, Input> => definition as unknown as Member<Kept, Input>; // what is written was decoded by this very schema

/** Defines a member that we do not honour: it is refused unless it has its default, and never shown. */
export const refusedMember = <Kept, Input>(name: string, schema: TSchema): Member<Kept, Input> => ({
  name,
  schema,
  isRefused: true,
  write: (value, input) => {
    if (!isUnset(value)) throw new CallerError('wrongMember', `The member ${name} is not supported.`);
    return input;
  },
});

/** The schema of the whole object. Every member may be left out. */
export const schemaOfMembers = <Kept, Input>(table: MemberTable<Kept, Input>, $id: string): TObject =>
  Type.Object(Object.fromEntries(table.map(({ name, schema }) => [name, Type.Optional(schema)])), { $id });

/** What is shown of a record. */
export const describeMembers = <Kept, Input>(table: MemberTable<Kept, Input>, kept: Kept): Readonly<Record<string, unknown>> =>
  Object.fromEntries(table.flatMap(({ name, read }) => (read === undefined ? [] : [[name, read(kept)]])));

/**
 * The input that a body comes to; members that were not sent leave `start` as it is.
 *
 * @throws CallerError naming a member that is not supported.
 */
export function writeMembers<Kept, Input>(table: MemberTable<Kept, Input>, body: Readonly<Record<string, unknown>>, start: Input): Input {
  let input = start;
  for (const { name, write } of table) {
    const value = body[name];
    if (value !== undefined && write !== undefined) input = write(value, input);
  }
  return input;
}

/** A fault that the engine found. */
interface FieldFault {
  readonly field: string;
  readonly detail: string;
}

/** Tells of a fault in the name of the member that it came in. */
export function faultOfMember<Kept, Input>(table: MemberTable<Kept, Input>, { field, detail }: FieldFault): CallerError {
  const name = table.find(({ fields }) => fields?.includes(field) === true)?.name ?? field;
  const text = detail.startsWith(`${field} `) ? detail.slice(field.length + 1) : detail;
  return new CallerError('wrongMember', `The member ${name} ${text}.`);
}
