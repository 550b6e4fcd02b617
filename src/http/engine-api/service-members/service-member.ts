import Type, { type TSchema } from 'typebox';
import type { Service } from '../../../engine/model/service.ts';
import { seconds } from '../../../protocol/units.ts';
import { CallerError } from '../caller-error.ts';
import { type Member, member } from '../member-table.ts';
import type { WireNames } from '../wire-names.ts';

/** A member of the service object: what it is read from, and what it is written to, is the service itself. */
export type ServiceMember = Member<Service, Service>;

/** Groups of settings whose values members show one by one. */
type Group = 'tokenRules' | 'offerRules' | 'answerRules' | 'bindingRules' | 'requestRules' | 'description';

/** Reads and writes one setting of a group. */
const setting = <Name extends Group, Key extends keyof Service[Name] & string>(group: Name, key: Key) => ({
  fields: [`${group}.${key}`],
  read: (service: Service): Service[Name][Key] => service[group][key],
  write: (value: Service[Name][Key], service: Service): Service => ({ ...service, [group]: { ...service[group], [key]: value } }),
});

/** The settings of a group that are switched on and off. */
type FlagOf<Name extends Group> = { [Key in keyof Service[Name]]: Service[Name][Key] extends boolean ? Key : never }[keyof Service[Name]] &
  string;

/** Defines a member that is switched on and off. */
export const flag = <Name extends Group>(name: string, group: Name, key: FlagOf<Name>, description: string): ServiceMember =>
  member({ name, schema: Type.Boolean({ description }), ...setting(group, key) } as ServiceMember & {
    schema: TSchema;
    write: NonNullable<ServiceMember['write']>; // the keys are those whose values are boolean
  });

/** The settings of the description that are text, or lists of text. */
type WordsOf<Value> = {
  [Key in keyof Service['description']]-?: Value extends Exclude<Service['description'][Key], undefined> ? Key : never;
}[keyof Service['description']] &
  string;

/** Defines a member that is text; empty text says nothing. */
export const words = (name: string, key: WordsOf<string>, description: string): ServiceMember => {
  const { read, fields } = setting('description', key);
  return member({
    name,
    schema: Type.String({ description }),
    fields,
    read,
    write: (value, service: Service): Service => ({ ...service, description: { ...service.description, [key]: value || undefined } }),
  });
};

/** Defines a member that is a list of text; an empty list says nothing. */
export const wordList = (name: string, key: WordsOf<readonly string[]>, description: string): ServiceMember => {
  const { read, fields } = setting('description', key);
  return member({
    name,
    schema: Type.Array(Type.String(), { description }),
    fields,
    read,
    write: (value, service: Service): Service => ({
      ...service,
      description: { ...service.description, [key]: value.length === 0 ? undefined : value },
    }),
  });
};

/** Where a lifetime is kept. */
interface KeptLifetime {
  readonly field: string;
  readonly read: (service: Service) => number | undefined;
  readonly write: (value: ReturnType<typeof seconds>, service: Service) => Service;
}

/** Defines a member that is a number of seconds. Zero, which libraries send for what nobody set, changes nothing. */
export const lifetime = (name: string, description: string, { field, read, write }: KeptLifetime): ServiceMember =>
  member({
    name,
    schema: Type.Integer({ description }),
    fields: [field],
    read,
    write: (value, service: Service): Service => (value === 0 ? service : write(seconds(value), service)),
  });

/** What has names here and values on the wire, and which of the values we support. */
interface NamedList {
  readonly names: WireNames;
  readonly supported: readonly string[];
  readonly fields: readonly string[];
  /** undefined: all that are supported. */
  readonly read: (service: Service) => readonly string[] | undefined;
  readonly write: (value: readonly string[] | undefined, service: Service) => Service;
}

/**
 * Defines a member that is a list of names. An empty list, which libraries send for what nobody set, is all we support.
 *
 * What is written throws CallerError for names of what we do not support.
 */
export const namedList = (name: string, description: string, list: NamedList): ServiceMember => {
  const { names, supported, fields, read, write } = list;
  const toValue = (each: string): string => {
    const value = names.toValue(each);
    if (value === undefined || !supported.includes(value))
      throw new CallerError('wrongMember', `The member ${name} has the value ${each}, which is not supported.`);
    return value;
  };
  return member({
    name,
    schema: Type.Array(Type.Enum([...names.names]), { description }),
    fields,
    read: (service) => (read(service) ?? supported).flatMap((value) => names.toName(value) ?? []),
    write: (value, service: Service): Service => write(value.length === 0 ? undefined : [...new Set(value.map(toValue))], service),
  });
};

/** Defines a member that is the same for every service: what is sent is left aside if it says the same or nothing, and refused otherwise. */
export const constant = (name: string, schema: TSchema, value: unknown): ServiceMember =>
  member({
    name,
    schema,
    read: () => value,
    write: (sent: unknown, service: Service): Service => {
      const isNothing = sent === false || sent === 0 || sent === '' || (Array.isArray(sent) && sent.length === 0);
      if (isNothing || JSON.stringify(sent) === JSON.stringify(value)) return service;
      throw new CallerError('wrongMember', `The member ${name} is always ${JSON.stringify(value)}.`);
    },
  });
