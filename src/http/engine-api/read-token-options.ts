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

/** The options of a call as they come: properties may be the text of a list, as older libraries send them. */
export type OptionsBody = Omit<OptionsInput, 'properties'> & { readonly properties?: readonly Property[] | string | undefined };

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
 * Reads what a front end says of the tokens to be issued. Properties whose names belong to the protocol are left aside.
 *
 * @throws CallerError naming the member that is wrong.
 */
export function readOptions({ properties, ...rest }: OptionsBody): TokenOptions {
  const listed = typeof properties !== 'string' ? properties : properties === '' ? undefined : parseProperties(properties);
  const options = readTokenOptions({ ...rest, properties: listed?.filter(({ key }) => !reservedProperties.has(key)) });
  if ('fault' in options) throw new CallerError('wrongMember', `The member ${options.member} is not right: ${options.fault}.`);
  return options;
}
