import type { TokenTerms } from '../model/token-terms.ts';
import { maxShownBytes } from './extra-properties.ts';
import { jsonBytes } from './json-bytes.ts';
import { type IdTokenTermsInput, readIdTokenTerms } from './read-id-token-terms.ts';
import { type OptionFault, readTokenTerms, type TermsInput } from './read-token-options.ts';

/** What a caller lays down for a grant when a person has decided. */
export interface GrantTermsInput extends TermsInput, IdTokenTermsInput {
  /** The names of the claims that the person lets the client know; an empty list says nothing. */
  readonly consentedClaims?: readonly string[] | undefined;
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
  const idToken = readIdTokenTerms(input);
  if ('fault' in idToken) return idToken;
  const consentedClaims = [...new Set(input.consentedClaims)];
  if (jsonBytes(consentedClaims) > maxShownBytes) {
    return { member: 'consentedClaims', fault: `claims take more than ${maxShownBytes} octets` };
  }
  const read: TokenTerms = {
    ...terms,
    ...(Object.keys(idToken).length === 0 ? {} : { idToken }),
    ...(consentedClaims.length === 0 ? {} : { consentedClaims }),
  };
  return Object.keys(read).length === 0 ? undefined : read;
}
