import { type AuthorizationDetail, isSameJson, lacksType, parseAuthorizationDetails } from '../../protocol/authorization-detail.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { findSchemaFault } from './find-schema-fault.ts';

/** Authorization details that were asked for or granted; undefined if none were. */
export type Details = readonly AuthorizationDetail[] | undefined;

const invalid = (description: string, reason?: string): OAuthError => new OAuthError('invalid_authorization_details', description, reason);

/** Reads the `authorization_details` of a request. */
export function readDetails(text: string | undefined): Details | OAuthError {
  if (text === undefined) return undefined;
  const details = parseAuthorizationDetails(text);
  if (details === undefined) {
    const description = 'The parameter authorization_details must be a short JSON array of objects with a type.';
    return invalid(description, lacksType(text) ? 'authorization details without a type' : undefined);
  }
  return details.length === 0 ? undefined : details;
}

/** What is wrong with one entry; undefined if nothing is. */
function findDetailFault(
  service: Service,
  client: Client,
  { type, ...members }: AuthorizationDetail,
  path: string,
): OAuthError | undefined {
  const known = service.requestRules.detailTypes.find(({ name }) => name === type);
  const isAllowed = client.requestRules.detailTypes?.includes(type) ?? true;
  if (known === undefined || !isAllowed) {
    const description = `${path} has a type that is unknown or not allowed to this client: ${type.slice(0, 64)}`;
    return invalid(description, 'unknown type of authorization details');
  }
  const fault = findSchemaFault(known.schema, members, path);
  return fault === undefined ? undefined : invalid(fault);
}

/**
 * Decides the authorization details of a new grant: those requested, if the service knows each type, the client may have it, and its members
 * are what the type says. They are given as asked, or refused.
 *
 * @see RFC 9396 §2, §5
 */
export function decideDetails(service: Service, client: Client, text: string | undefined): Details | OAuthError {
  const requested = readDetails(text);
  if (requested === undefined || requested instanceof OAuthError) return requested;
  for (const [index, detail] of requested.entries()) {
    const fault = findDetailFault(service, client, detail, `authorization_details[${index}]`);
    if (fault !== undefined) return fault;
  }
  return requested;
}

/**
 * Decides the authorization details of an access token within what was granted: all of them, or those a request names, each as it was
 * granted. What a narrower entry would mean, only its type knows.
 *
 * @see RFC 9396 §6
 */
export function narrowDetails(granted: Details, text: string | undefined): Details | OAuthError {
  const requested = readDetails(text);
  if (requested === undefined) return granted;
  if (requested instanceof OAuthError) return requested;
  const isGranted = (detail: AuthorizationDetail): boolean => granted?.some((each) => isSameJson(each, detail)) === true;
  return requested.every(isGranted) ? requested : invalid('The authorization_details are not among those that were granted.');
}
