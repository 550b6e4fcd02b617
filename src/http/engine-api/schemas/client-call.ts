import Type, { type TObject, type TOptional, type TString } from 'typebox';
import { pageMembers } from '../read-page.ts';

const id = (): TString => Type.String({ description: 'The client: its number or its alias.', pattern: '^[\\x21-\\x7e]{1,255}$' });

/** A path that names a client. */
export const clientIdParams: TObject<{ clientId: TString }> = Type.Object({ clientId: id() });

/** The same, where the path calls it by another name. */
export const clientIdentifierParams: TObject<{ clientIdentifier: TString }> = Type.Object({ clientIdentifier: id() });

/** A person, as grants know them. */
export const subject: TString = Type.String({ description: 'The person.', pattern: '^[\\x20-\\x7e]{1,100}$' });

/** A path that names a client and a person. */
export const clientSubjectParams: TObject<{ clientId: TString; subject: TString }> = Type.Object({ clientId: id(), subject });

/** A developer, as clients name them. */
const developer: TOptional<TString> = Type.Optional(
  Type.String({ description: 'Only clients of this developer.', pattern: '^[^\\x00]{0,2048}$' }),
);

/** Which part of a list. */
export const page: { readonly developer: TOptional<TString> } & typeof pageMembers = { developer, ...pageMembers };
