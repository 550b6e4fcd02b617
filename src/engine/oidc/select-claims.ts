import type { ClaimDemands } from '../model/claims-request.ts';
import type { SubjectClaims } from '../ports.ts';
import { claimsByScope } from './openid-scopes.ts';

/** Claims that say who the token is from, whom it is for and how the person signed in: no client can ask for others of that name. */
const ownClaims: ReadonlySet<string> = new Set('iss sub aud exp iat nbf jti nonce azp sid auth_time acr amr at_hash c_hash'.split(' '));

/** What is asked for: by scopes, and one by one. */
export interface ClaimsSelection {
  readonly scopes: readonly string[];
  readonly demands: ClaimDemands;
}

/** The names of the claims that are asked for. What is not known of the person is left out (OpenID Connect Core §5.3.2, §5.5.1). */
export function selectClaimNames({ scopes, demands }: ClaimsSelection): readonly string[] {
  const byScope = scopes.flatMap((scope) => (Object.hasOwn(claimsByScope, scope) ? (claimsByScope[scope] ?? []) : []));
  return [...new Set([...byScope, ...Object.keys(demands)])].filter((name) => !ownClaims.has(name));
}

/** Claims without those that only a scope asks for: with an access token they are told at userinfo (OpenID Connect Core §5.4). */
export function withoutScopeClaims(claims: SubjectClaims, { scopes, demands }: ClaimsSelection): SubjectClaims {
  const byScope = selectClaimNames({ scopes, demands: {} });
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !byScope.includes(name) || Object.hasOwn(demands, name)));
}

/** Those claims of a person that are asked for. */
export const selectClaims = (claims: SubjectClaims, selection: ClaimsSelection): SubjectClaims =>
  Object.fromEntries(
    selectClaimNames(selection)
      .filter((name) => Object.hasOwn(claims, name) && claims[name] !== undefined)
      .map((name) => [name, claims[name]]),
  );
