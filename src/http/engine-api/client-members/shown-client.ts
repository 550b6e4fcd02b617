import Type, { type Static, type TArray, type TBoolean, type TInteger, type TObject, type TSchema, type TString } from 'typebox';
import type { ClientInput } from '../../../engine/clients/client-input.ts';
import type { Client } from '../../../engine/model/client.ts';
import type { ClientDescription, LocalizedText } from '../../../engine/model/client-description.ts';
import type { ClientTerms } from '../../../engine/model/client-terms.ts';
import type { Secret } from '../../../protocol/secret.ts';
import { member as defineMember, type Member } from '../member-table.ts';

/** A client that is shown. */
export interface ShownClient {
  readonly client: Client;
  /** Its secret, where it is known: just made, or kept for its method. */
  readonly clientSecret: Secret | undefined;
}

/** One member of the client object. */
export type ClientMember = Member<ShownClient, ClientInput>;

/** How a member is defined. */
type MemberDefinition<Schema extends TSchema> = Omit<ClientMember, 'schema' | 'write'> & {
  readonly schema: Schema;
  readonly write: (value: Static<Schema>, input: ClientInput) => ClientInput;
};

/** Defines a member. */
export const member = <Schema extends TSchema>(definition: MemberDefinition<Schema>): ClientMember =>
  defineMember<ShownClient, ClientInput, Schema>(definition);

/** Text with its language tag. */
export const taggedValue: TObject<{ tag: TString; value: TString }> = Type.Object(
  { tag: Type.String(), value: Type.String() },
  { $id: 'EngineTaggedValue' },
);

/** Makes the schema of text. */
export const text = (description: string): TString => Type.String({ description });
/** Makes the schema of a list of texts. */
export const texts = (description: string): TArray<TString> => Type.Array(Type.String(), { description });
/** Makes the schema of a flag. */
export const flag = (description: string): TBoolean => Type.Boolean({ description });
/** Makes the schema of an int32 or int64 that is not negative. */
export const count = (description: string): TInteger => Type.Integer({ description, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** Describes a schema that others share. */
export const described = <Schema extends TSchema>(schema: Schema, description: string): Schema => ({ ...schema, description });

/** A member that only we say. */
export const shown = (name: string, schema: TSchema, read: (client: Client, kept: ShownClient) => unknown): ClientMember => ({
  name,
  schema,
  read: (kept) => read(kept.client, kept),
});

/** A member that is a setting of the client. */
export const setting = <Schema extends TSchema>(
  name: string,
  schema: Schema,
  field: string,
  read: (client: Client) => unknown,
  write: (value: Static<Schema>) => Partial<ClientInput>,
): ClientMember =>
  member({
    name,
    schema,
    fields: [field],
    read: ({ client }) => read(client),
    write: (value, input) => ({ ...input, ...write(value) }),
  });

/** A member of what is laid down for the client. */
export const term = <Schema extends TSchema>(
  name: string,
  schema: Schema,
  field: string,
  read: (terms: ClientTerms) => unknown,
  write: (value: Static<Schema>) => Partial<ClientTerms>,
): ClientMember =>
  member({
    name,
    schema,
    fields: [field],
    read: ({ client }) => read(client.terms),
    write: (value, input) => ({ ...input, terms: { ...input.terms, ...write(value) } }),
  });

/** A member of what is said of the client. */
export const saying = <Schema extends TSchema>(
  name: string,
  schema: Schema,
  field: string,
  read: (description: ClientDescription) => unknown,
  write: (value: Static<Schema>) => ClientDescription,
): ClientMember =>
  member({
    name,
    schema,
    fields: [field],
    read: ({ client }) => read(client.description),
    write: (value, input) => ({ ...input, description: { ...input.description, ...write(value) } }),
  });

/** A list of it as the engine keeps it; an empty one says nothing. */
export const readTagged = (values: readonly { readonly tag: string; readonly value: string }[]): readonly LocalizedText[] | undefined =>
  values.length === 0 ? undefined : values.map(({ tag, value }) => ({ language: tag, text: value }));

/** The same as this interface writes it. */
export const writeTagged = (values: readonly LocalizedText[] | undefined): unknown =>
  values?.map(({ language, text: value }) => ({ tag: language, value }));
