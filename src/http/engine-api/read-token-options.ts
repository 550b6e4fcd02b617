import type { Static } from 'typebox';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { type OptionsInput, readTokenOptions } from '../../engine/terms/read-token-options.ts';
import { reservedProperties } from '../../engine/terms/reserved-names.ts';
import type { TokenOptions } from '../../engine/terms/token-options.ts';
import { CallerError } from './caller-error.ts';
import { property } from './schemas/members.ts';

type Property = Static<typeof property>;

const propertyList = Type.Array(property);

/** Properties as they come: a list, or its text as older libraries send it. */
export type PropertiesBody = readonly Property[] | string | undefined;

/** The options of a call as they come. */
export type OptionsBody = Omit<OptionsInput, 'properties'> & { readonly properties?: PropertiesBody };

function parseProperties(text: string): readonly Property[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Value.Check(propertyList, value)) return value;
  } catch {
    // Said below.
  }
  throw new CallerError('wrongMember', 'The member properties must be a list of {key, value, hidden}.');
}

/**
 * The properties of a call. Those whose names belong to the protocol are left aside.
 *
 * @throws CallerError if they are no list of properties.
 */
export function listProperties(properties: PropertiesBody): readonly Property[] | undefined {
  const listed = typeof properties !== 'string' ? properties : properties === '' ? undefined : parseProperties(properties);
  return listed?.filter(({ key }) => !reservedProperties.has(key));
}

/**
 * Reads what a front end says of the tokens to be issued.
 *
 * @throws CallerError naming the member that is wrong.
 */
export function readOptions({ properties, ...rest }: OptionsBody): TokenOptions {
  const options = readTokenOptions({ ...rest, properties: listProperties(properties) });
  if ('fault' in options) throw new CallerError('wrongMember', `The member ${options.member} is not right: ${options.fault}.`);
  return options;
}
