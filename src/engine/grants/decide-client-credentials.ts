import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { refuse } from '../decision.ts';
import { decideDetails } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Service } from '../model/service.ts';
import { decideResources } from '../scopes/decide-resources.ts';
import { decideScopes } from '../scopes/decide-scopes.ts';
import { baseLifetimes } from '../terms/base-lifetimes.ts';
import { decideIssueTerms } from '../terms/decide-terms.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import type { FreshToken } from '../token/fresh-token.ts';
import { issueTokens } from '../token/issue-tokens.ts';
import type { TokenDecision } from '../token/token-decision.ts';

/** A client that asks for a token for itself. */
export interface ClientCredentials {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly client: Client;
  readonly clientSecretId: string | undefined;
  readonly confirmation: Confirmation | undefined;
  readonly requestedScope: string | undefined;
  readonly requestedResources: readonly string[] | undefined;
  /** The `authorization_details` parameter as sent. */
  readonly requestedDetails: string | undefined;
  readonly options: TokenOptions;
  readonly accessToken: FreshToken;
}

/**
 * Decides a token for the client itself. There is no refresh token (RFC 6749 §4.4.3): the client can always ask again.
 *
 * @see RFC 6749 §4.4, RFC 8707 §2.2, RFC 9396 §6
 */
export function decideClientCredentials(facts: ClientCredentials): TokenDecision {
  const authorizationDetails = decideDetails(facts.service, facts.client, facts.requestedDetails);
  if (authorizationDetails instanceof OAuthError) return refuse(authorizationDetails);
  // Who asks for details alone does not get the default scopes on top.
  const asksForDetails = authorizationDetails !== undefined && facts.requestedScope === undefined;
  const scopes = asksForDetails ? [] : decideScopes(facts);
  if (scopes instanceof OAuthError) return refuse(scopes);
  const resources = decideResources(facts.service, facts.requestedResources);
  if (resources instanceof OAuthError) return refuse(resources);
  const { claims } = facts.options;
  const base = baseLifetimes(facts.service, facts.client, scopes);
  const terms = decideIssueTerms(base, claims === undefined ? undefined : { claims }, facts.options);
  if (terms instanceof OAuthError) return refuse(terms);
  return {
    action: 'issue',
    ...issueTokens({ ...facts, refreshToken: undefined, grant: undefined, scopes, resources, authorizationDetails, terms }),
  };
}
