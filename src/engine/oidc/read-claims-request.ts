import { isJsonObject, parseObject } from '../../protocol/jose/parse-object.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClaimDemand, ClaimDemands, ClaimsRequest } from '../model/claims-request.ts';

/** Letters of the longest `claims`: it is kept with the grant. */
const maxLength = 4096;

const invalid = (reason: string): OAuthError => new OAuthError('invalid_request', `The parameter claims is malformed: ${reason}.`);

function readDemand(value: unknown): ClaimDemand | undefined {
  if (value === null) return { isEssential: false, values: undefined };
  if (!isJsonObject(value)) return undefined;
  const { essential = false, values } = value;
  if (typeof essential !== 'boolean' || (values !== undefined && !Array.isArray(values))) return undefined;
  return { isEssential: essential, values: values ?? ('value' in value ? [value.value] : undefined) };
}

/** The demands of one member; `null` and what is missing ask for nothing. */
function readDemands(name: string, member: unknown): ClaimDemands | OAuthError {
  if (member === undefined || member === null) return {};
  if (!isJsonObject(member)) return invalid(`${name} must be an object`);
  const demands: [string, ClaimDemand][] = [];
  for (const [claim, value] of Object.entries(member)) {
    const demand = readDemand(value);
    if (demand === undefined) return invalid(`a claim of ${name} must be null, or an object with essential, value or values`);
    demands.push([claim, demand]);
  }
  return Object.fromEntries(demands);
}

/**
 * Reads the `claims` parameter. Members it may have besides `id_token` and `userinfo` are ignored, as are claims nobody here knows: those are
 * left out of the answer.
 *
 * @returns undefined if none was sent, `invalid_request` if it is malformed.
 * @see OpenID Connect Core §5.5
 */
export function readClaimsRequest(text: string | undefined): ClaimsRequest | undefined | OAuthError {
  if (text === undefined) return undefined;
  if (text.length > maxLength) return invalid('it is too long');
  const request = parseObject(text);
  if (request === undefined) return invalid('it must be a JSON object');
  const idToken = readDemands('id_token', request.id_token);
  if (idToken instanceof OAuthError) return idToken;
  const userinfo = readDemands('userinfo', request.userinfo);
  return userinfo instanceof OAuthError ? userinfo : { idToken, userinfo };
}
