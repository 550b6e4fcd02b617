import { isSameJson } from '../../protocol/authorization-detail.ts';
import { isClaimedRedirectUri } from '../../protocol/redirect-uri.ts';
import { isSameResource } from '../../protocol/resource-indicator.ts';
import type { Client } from '../model/client.ts';
import type { Grant } from '../model/grant.ts';
import type { ValidAuthorization } from './authorization-request.ts';

/**
 * Whether only the client itself can get a code that is sent to a redirect URI: it has to prove who it is at the token endpoint, or it owns the host.
 * Any program on a person's computer may listen on a loopback port or claim an app's scheme, and would get what the person allowed another.
 *
 * @see RFC 8252 §8.6
 */
export const isOwnRedirect = ({ clientType }: Pick<Client, 'clientType'>, redirectUri: string): boolean =>
  clientType === 'confidential' || isClaimedRedirectUri(redirectUri);

/** Whether a person allowed all of a request before, by one grant. No resource means the server that issued the token, and is covered by itself alone. */
export function isCovered(
  { scopes, resources, authorizationDetails = [] }: Pick<ValidAuthorization, 'scopes' | 'resources' | 'authorizationDetails'>,
  grant: Pick<Grant, 'scopes' | 'resources' | 'authorizationDetails'>,
): boolean {
  const coversResource = (named: string): boolean => grant.resources.some((granted) => isSameResource(granted, named));
  return (
    scopes.every((name) => grant.scopes.includes(name)) &&
    (resources.length === 0 ? grant.resources.length === 0 : resources.every(coversResource)) &&
    authorizationDetails.every((detail) => grant.authorizationDetails?.some((granted) => isSameJson(granted, detail)) === true)
  );
}
