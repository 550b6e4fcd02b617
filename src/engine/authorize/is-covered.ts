import { isSameJson } from '../../protocol/authorization-detail.ts';
import { isClaimedRedirectUri } from '../../protocol/redirect-uri.ts';
import { isSameResource } from '../../protocol/resource-indicator.ts';
import type { ClaimsRequest } from '../model/claims-request.ts';
import type { Client } from '../model/client.ts';
import type { Grant } from '../model/grant.ts';
import { selectClaimNames } from '../oidc/select-claims.ts';
import type { ValidAuthorization } from './authorization-request.ts';

/**
 * Whether only the client itself can get a code that is sent to a redirect URI: it has to prove who it is at the token endpoint, or it owns the host.
 * Any program on a person's computer may listen on a loopback port or claim an app's scheme, and would get what the person allowed another.
 *
 * @see RFC 8252 §8.6
 */
export const isOwnRedirect = ({ clientType }: Pick<Client, 'clientType'>, redirectUri: string): boolean =>
  clientType === 'confidential' || isClaimedRedirectUri(redirectUri);

type Allowed = 'scopes' | 'resources' | 'authorizationDetails' | 'claimsRequest';

/** The claims of the person that are asked for one by one, or by scopes. */
const claimNames = (scopes: readonly string[], claims: ClaimsRequest | undefined): readonly string[] =>
  selectClaimNames({ scopes, demands: { ...claims?.idToken, ...claims?.userinfo } });

/** Whether a person allowed all of a request before, by one grant. No resource means the server that issued the token, and is covered by itself alone. */
export function isCovered(
  { scopes, resources, authorizationDetails = [], claimsRequest }: Pick<ValidAuthorization, Allowed>,
  grant: Pick<Grant, Allowed>,
): boolean {
  const coversResource = (named: string): boolean => grant.resources.some((granted) => isSameResource(granted, named));
  const grantedClaims = claimNames(grant.scopes, grant.claimsRequest);
  return (
    scopes.every((name) => grant.scopes.includes(name)) &&
    (resources.length === 0 ? grant.resources.length === 0 : resources.every(coversResource)) &&
    claimNames([], claimsRequest).every((name) => grantedClaims.includes(name)) &&
    authorizationDetails.every((detail) => grant.authorizationDetails?.some((granted) => isSameJson(granted, detail)) === true)
  );
}
