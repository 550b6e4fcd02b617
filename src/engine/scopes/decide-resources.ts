import { OAuthError } from '../../protocol/oauth-error.ts';
import { isResourceIndicator, isSameResource } from '../../protocol/resource-indicator.ts';
import type { Service } from '../model/service.ts';

const invalidTarget = (description: string, reason?: string): OAuthError => new OAuthError('invalid_target', description, reason);

/** Most resources one request may name: each is kept with the token. */
const maxResources = 16;

/** Reads the `resource` parameters of a request: absolute URIs without fragments (RFC 8707 §2). */
export function readResources(values: readonly string[] | undefined): readonly string[] | OAuthError {
  if (values === undefined) return [];
  if (values.length > maxResources) return invalidTarget(`No more than ${maxResources} resources may be named.`);
  const wrong = values.find((value) => !isResourceIndicator(value));
  if (wrong !== undefined) {
    const reason = wrong.includes('#') ? 'resource with a fragment' : 'resource that is not absolute';
    return invalidTarget('The parameter resource must be an absolute URI without a fragment.', reason);
  }
  return [...new Set(values)];
}

/** Decides the resources a new grant is for: those requested, if the service issues tokens for them (RFC 8707 §2). */
export function decideResources(
  service: Pick<Service, 'issuer' | 'resources'>,
  values: readonly string[] | undefined,
): readonly string[] | OAuthError {
  const requested = readResources(values);
  if (requested instanceof OAuthError || service.resources === undefined) return requested;
  const known = [service.issuer, ...service.resources];
  const unknown = requested.some((resource) => !known.some((candidate) => isSameResource(candidate, resource)));
  return unknown ? invalidTarget('This server does not issue tokens for the requested resource.') : requested;
}

/**
 * Decides the resources of an access token within what was granted, spelled as they were granted (RFC 8707 §2.2).
 *
 * @param omitted what leaving the parameter out means: `refuse` when a code is redeemed, since it must name what the
 *   authorization request named; `all` when a token is refreshed.
 */
export function narrowResources(
  granted: readonly string[],
  values: readonly string[] | undefined,
  omitted: 'refuse' | 'all',
): readonly string[] | OAuthError {
  const requested = readResources(values);
  if (requested instanceof OAuthError) return requested;
  if (requested.length === 0) {
    return granted.length === 0 || omitted === 'all'
      ? granted
      : invalidTarget('The parameter resource of the authorization request is missing.');
  }
  const isMeant = (resource: string): boolean => requested.some((named) => isSameResource(named, resource));
  return requested.every((named) => granted.some((resource) => isSameResource(named, resource)))
    ? granted.filter(isMeant)
    : invalidTarget('The requested resource was not part of the authorization request.');
}
