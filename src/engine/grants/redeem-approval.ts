import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { refuse } from '../decision.ts';
import { narrowDetails } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { AuthorizationCode, Grant } from '../model/grant.ts';
import type { Service } from '../model/service.ts';
import { refreshConfirmation } from '../possession/refresh-confirmation.ts';
import { narrowResources } from '../scopes/decide-resources.ts';
import { mayHaveScope } from '../scopes/decide-scopes.ts';
import { baseLifetimes } from '../terms/base-lifetimes.ts';
import { decideIssueTerms, grantExpiry, grantNeed } from '../terms/decide-terms.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import { endEarlierTokens } from '../token/end-earlier-tokens.ts';
import type { FreshToken } from '../token/fresh-token.ts';
import { issueTokens } from '../token/issue-tokens.ts';
import type { TokenDecision } from '../token/token-decision.ts';

/** A client that comes for what a person allowed. */
export interface Redemption {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly client: Client;
  readonly clientSecretId: string | undefined;
  readonly confirmation: Confirmation | undefined;
  /** The thumbprint of the attested key of the client instance. */
  readonly instanceJkt?: string | undefined;
  readonly requestedResources: readonly string[] | undefined;
  /** The `authorization_details` parameter as sent. */
  readonly requestedDetails: string | undefined;
  readonly options: TokenOptions;
  /** The wire value of the grant type; undefined: `authorization_code`. */
  readonly grantType?: string | undefined;
  readonly accessToken: FreshToken;
  /** undefined for a client that may not refresh. */
  readonly refreshToken: FreshToken | undefined;
}

/**
 * Makes the grant of what a person allowed, and its first tokens, and uses the code up. That the code is this client's, and good, its grant
 * type has seen to.
 *
 * @param omitted what it means to name no resource, as `narrowResources` takes it.
 * @see RFC 8707 §2.2, RFC 9396 §6, RFC 9449 §5
 */
export function redeemApproval(facts: Redemption, code: AuthorizationCode, omitted: 'refuse' | 'all'): TokenDecision {
  const { now, service, client, clientSecretId, confirmation, refreshToken } = facts;
  const resources = narrowResources(code.resources, facts.requestedResources, omitted);
  if (resources instanceof OAuthError) return refuse(resources);
  const authorizationDetails = narrowDetails(code.authorizationDetails, facts.requestedDetails);
  if (authorizationDetails instanceof OAuthError) return refuse(authorizationDetails);
  const lostScope = code.scopes.find((name) => !mayHaveScope(service, client, name));
  if (lostScope !== undefined) return refuse(new OAuthError('invalid_grant', `The scope ${lostScope} is no longer available.`));
  const terms = decideIssueTerms(baseLifetimes(service, client, code.scopes), code.terms, facts.options);
  if (terms instanceof OAuthError) return refuse(terms);

  const grant: Grant = {
    id: code.grantId,
    serviceId: service.id,
    clientNumber: client.number,
    subject: code.subject,
    scopes: code.scopes,
    resources: code.resources,
    authorizationDetails: code.authorizationDetails,
    claimsRequest: code.claimsRequest,
    clientSecretId,
    confirmation: refreshConfirmation(client, confirmation, facts.instanceJkt),
    terms: terms.kept,
    grantType: facts.grantType,
    authTime: code.authTime,
    acr: code.acr,
    amr: code.amr,
    sessionId: code.sessionId,
    createdAt: now,
    expiresAt: refreshToken === undefined ? grantNeed(terms.lifetimes, now) : grantExpiry(terms.lifetimes, now),
    revokedAt: undefined,
  };
  const { issued, changes } = issueTokens({
    ...facts,
    grant,
    nonce: code.nonce,
    scopes: code.scopes,
    resources,
    authorizationDetails,
    terms,
  });
  return {
    action: 'issue',
    issued,
    changes: [
      { change: 'consume_code', codeId: code.id, at: now },
      ...endEarlierTokens(facts, code.subject),
      { change: 'insert_grant', grant },
      ...changes,
    ],
  };
}
