import { parseObject } from '../../protocol/jose/parse-object.ts';
import type { IdTokenTerms } from '../model/token-terms.ts';
import { maxShownBytes } from './extra-properties.ts';
import { jsonBytes } from './json-bytes.ts';
import { reservedHeaderMembers, reservedIdTokenClaims } from './reserved-names.ts';

/** What a caller lays down for ID tokens. Empty text says nothing. */
export interface IdTokenTermsInput {
  /** What they say of the person: the text of a JSON object. */
  readonly claims?: string | undefined;
  /** What they call the person; otherwise what the client knows them by. */
  readonly sub?: string | undefined;
  /** More members of their headers: the text of a JSON object. */
  readonly idtHeaderParams?: string | undefined;
  /** `array` or `string`: how they write `aud`. */
  readonly idTokenAudType?: string | undefined;
}

/** The caller is wrong: which member, and why. */
export interface IdTokenTermsFault {
  readonly member: keyof IdTokenTermsInput;
  readonly fault: string;
}

/** OpenID Connect Core §2: at most 255 letters of ASCII. */
const sub = /^[\x20-\x7e]{1,255}$/;

/** The members of an object that somebody wants added to what the server says; a text if they cannot be. */
function readAddition(text: string, reserved: ReadonlySet<string>): Readonly<Record<string, unknown>> | string {
  const members = text === '' ? {} : parseObject(text);
  if (members === undefined) return 'it must be a JSON object';
  const taken = Object.keys(members).find((name) => reserved.has(name));
  if (taken !== undefined) return `${taken} is said by the server`;
  return jsonBytes(members) > maxShownBytes ? `it takes more than ${maxShownBytes} octets` : members;
}

const isEmpty = (members: object): boolean => Object.keys(members).length === 0;

/**
 * Reads what a caller lays down for ID tokens; absent members stay absent, so that nothing is kept of them.
 *
 * @returns the first member that is wrong, if one is.
 */
export function readIdTokenTerms(input: IdTokenTermsInput): IdTokenTerms | IdTokenTermsFault {
  const claims = readAddition(input.claims ?? '', reservedIdTokenClaims);
  if (typeof claims === 'string') return { member: 'claims', fault: claims };
  const header = readAddition(input.idtHeaderParams ?? '', reservedHeaderMembers);
  if (typeof header === 'string') return { member: 'idtHeaderParams', fault: header };
  const { sub: name = '', idTokenAudType: audience = '' } = input;
  if (name !== '' && !sub.test(name)) return { member: 'sub', fault: 'it has at most 255 letters of ASCII' };
  if (audience !== '' && audience !== 'array' && audience !== 'string') return { member: 'idTokenAudType', fault: 'it is array or string' };
  return {
    ...(isEmpty(claims) ? {} : { claims }),
    ...(isEmpty(header) ? {} : { header }),
    ...(name === '' ? {} : { sub: name }),
    ...(audience === '' ? {} : { audience }),
  };
}
