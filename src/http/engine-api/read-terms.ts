import type { TokenTerms } from '../../engine/model/token-terms.ts';
import { type GrantTermsInput, readGrantTerms } from '../../engine/terms/read-grant-terms.ts';
import { CallerError } from './caller-error.ts';
import { listProperties, type PropertiesBody } from './read-token-options.ts';

/** What a front end lays down for a grant, as it comes. */
export type TermsBody = Omit<GrantTermsInput, 'properties'> & { readonly properties?: PropertiesBody };

/**
 * Reads what a front end lays down for a grant when a person has decided.
 *
 * @throws CallerError naming the member that is wrong.
 */
export function readTerms({ properties, ...rest }: TermsBody): TokenTerms | undefined {
  const terms = readGrantTerms({ ...rest, properties: listProperties(properties) });
  if (terms !== undefined && 'fault' in terms)
    throw new CallerError('wrongMember', `The member ${terms.member} is not right: ${terms.fault}.`);
  return terms;
}
