import type { TokenTerms } from '../model/token-terms.ts';
import { maxShownBytes } from './extra-properties.ts';
import { jsonBytes } from './json-bytes.ts';
import { parseJsonObject } from './parse-json-object.ts';
import { type OptionFault, readTokenTerms, type TermsInput } from './read-token-options.ts';
import { reservedIdTokenClaims } from './reserved-names.ts';

/** What a caller lays down for a grant when a person has decided. */
export interface GrantTermsInput extends TermsInput {
  /** What the ID token says of the person: the text of a JSON object. */
  readonly claims?: string | undefined;
}

/** The caller is wrong: which member, and why. */
export type GrantTermsFault = Omit<OptionFault, 'member'> & { readonly member: keyof GrantTermsInput | OptionFault['member'] };

/**
 * Reads what a caller lays down for a grant.
 *
 * @returns undefined if that is nothing, or the first member that is wrong.
 */
export function readGrantTerms(input: GrantTermsInput): TokenTerms | GrantTermsFault | undefined {
  const terms = readTokenTerms(input);
  if ('fault' in terms) return terms;
  const wrong = (fault: string): GrantTermsFault => ({ member: 'claims', fault });
  const { claims: text = '' } = input;
  const idTokenClaims = text === '' ? {} : parseJsonObject(text);
  if (idTokenClaims === undefined) return wrong('it must be a JSON object');
  const names = Object.keys(idTokenClaims);
  const reserved = names.find((name) => reservedIdTokenClaims.has(name));
  if (reserved !== undefined) return wrong(`the claim ${reserved} is said by the server`);
  if (jsonBytes(idTokenClaims) > maxShownBytes) return wrong(`claims take more than ${maxShownBytes} octets`);
  if (names.length > 0) return { ...terms, idTokenClaims };
  return Object.keys(terms).length === 0 ? undefined : terms;
}
