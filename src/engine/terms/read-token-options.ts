import { parseObject } from '../../protocol/jose/parse-object.ts';
import { Secret } from '../../protocol/secret.ts';
import { type Seconds, seconds } from '../../protocol/units.ts';
import type { ExtraProperty, TokenTerms } from '../model/token-terms.ts';
import { findPropertiesFault, mergeProperties } from './extra-properties.ts';
import { findClaimsFault } from './find-claims-fault.ts';
import { findGivenTokenFault } from './given-token.ts';
import { noOptions, type TokenOptions } from './token-options.ts';

/** Terms as a caller writes them. Zero and less leave a duration to the service, empty text and lists say nothing. */
export interface TermsInput {
  /** In seconds. */
  readonly accessTokenDuration?: number | undefined;
  /** In seconds. */
  readonly refreshTokenDuration?: number | undefined;
  readonly properties?: readonly { readonly key: string; readonly value: string; readonly hidden?: boolean | undefined }[] | undefined;
  /** The text of a JSON object. */
  readonly jwtAtClaims?: string | undefined;
}

/** Options as a caller writes them. */
export interface OptionsInput extends TermsInput {
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
  /** Whether the access token lives as long as anything can; its duration says nothing then. */
  readonly accessTokenPersistent?: boolean | undefined;
  readonly dpopNonceRequired?: boolean | undefined;
}

/** The caller is wrong, not the client: which member, and why. */
export interface OptionFault {
  readonly member: keyof OptionsInput;
  readonly fault: string;
}

/** A hundred years: what is longer is a mistake, and dates end somewhere. */
export const maxLifetime = 3_155_760_000;

function readLifetime(
  input: TermsInput,
  member: 'accessTokenDuration' | 'refreshTokenDuration',
): { readonly lifetime: Seconds | undefined } | OptionFault {
  const duration = input[member] ?? 0;
  if (duration <= 0) return { lifetime: undefined };
  if (!Number.isInteger(duration) || duration > maxLifetime) return { member, fault: `a duration is at most ${maxLifetime} whole seconds` };
  return { lifetime: seconds(duration) };
}

/** Reads terms; absent members stay absent, so that nothing is kept of them. */
export function readTokenTerms(input: TermsInput): TokenTerms | OptionFault {
  const accessToken = readLifetime(input, 'accessTokenDuration');
  if ('fault' in accessToken) return accessToken;
  const refreshToken = readLifetime(input, 'refreshTokenDuration');
  if ('fault' in refreshToken) return refreshToken;
  const listed = input.properties?.map(({ key, value, hidden = false }): ExtraProperty => ({ key, value, hidden }));
  const properties = mergeProperties(undefined, listed);
  const propertiesFault = findPropertiesFault(properties);
  if (propertiesFault !== undefined) return { member: 'properties', fault: propertiesFault };
  const { jwtAtClaims = '' } = input;
  const claims = jwtAtClaims === '' ? {} : parseObject(jwtAtClaims);
  if (claims === undefined) return { member: 'jwtAtClaims', fault: 'it must be a JSON object' };
  const claimsFault = findClaimsFault(claims);
  if (claimsFault !== undefined) return { member: 'jwtAtClaims', fault: claimsFault };
  return {
    ...(accessToken.lifetime === undefined ? {} : { accessTokenLifetime: accessToken.lifetime }),
    ...(refreshToken.lifetime === undefined ? {} : { refreshTokenLifetime: refreshToken.lifetime }),
    ...(properties === undefined ? {} : { properties }),
    ...(Object.keys(claims).length === 0 ? {} : { claims }),
  };
}

/**
 * Reads what a caller says beside a token request.
 *
 * @returns the options, or the first member that is wrong.
 */
export function readTokenOptions(input: OptionsInput): TokenOptions | OptionFault {
  const { accessTokenPersistent = false, dpopNonceRequired = false } = input;
  const terms = readTokenTerms(accessTokenPersistent ? { ...input, accessTokenDuration: maxLifetime } : input);
  if ('fault' in terms) return terms;
  const given: { accessToken?: Secret; refreshToken?: Secret } = {};
  for (const member of ['accessToken', 'refreshToken'] as const) {
    const { [member]: text = '' } = input;
    const fault = text === '' ? undefined : findGivenTokenFault(text);
    if (fault !== undefined) return { member, fault };
    if (text !== '') given[member] = new Secret(text);
  }
  const options: TokenOptions = {
    ...terms,
    ...given,
    ...(dpopNonceRequired ? { isDpopNonceRequired: true } : {}),
  };
  return Object.keys(options).length === 0 ? noOptions : options;
}
