import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import { narrowDetails } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Grant } from '../model/grant.ts';
import type { Service } from '../model/service.ts';
import type { Issued } from '../model/tokens.ts';
import { offlineAccessScope, openIdScope } from '../oidc/openid-scopes.ts';
import type { RefreshTokenFacts } from '../ports.ts';
import { findPossessionFault } from '../possession/find-possession-fault.ts';
import { refreshConfirmation } from '../possession/refresh-confirmation.ts';
import { findDemands } from '../profiles/find-demands.ts';
import { narrowResources } from '../scopes/decide-resources.ts';
import { readScope } from '../scopes/decide-scopes.ts';
import { baseLifetimes } from '../terms/base-lifetimes.ts';
import { decideIssueTerms, grantExpiry, grantNeed, type IssueTerms } from '../terms/decide-terms.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import type { FreshToken } from '../token/fresh-token.ts';
import { issueTokens } from '../token/issue-tokens.ts';
import type { TokenDecision } from '../token/token-decision.ts';
import { renewRefreshToken } from './keep-refresh-token.ts';

/** A client that presents a refresh token. */
export interface Refresh {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly client: Client;
  readonly clientSecretId: string | undefined;
  readonly confirmation: Confirmation | undefined;
  /** The thumbprint of the attested key of the client instance. */
  readonly instanceJkt?: string | undefined;
  /** undefined if no refresh token has the presented id, or its secret is another. */
  readonly presented: RefreshTokenFacts | undefined;
  /** As it was presented, so that it can be answered again. */
  readonly presentedToken?: FreshToken | undefined;
  /** What was answered when it was used; undefined if it was not, or that is no longer kept. */
  readonly successor?: Issued | undefined;
  readonly requestedScope: string | undefined;
  readonly requestedResources: readonly string[] | undefined;
  /** The `authorization_details` parameter as sent. */
  readonly requestedDetails: string | undefined;
  readonly options: TokenOptions;
  readonly accessToken: FreshToken;
  readonly refreshToken: FreshToken;
}

const invalid = (reason: string, changes: readonly EngineChange[] = []): Refusal =>
  refuse(new OAuthError('invalid_grant', 'The refresh token is not valid.', reason), changes);

/** The scopes of the new access token: those of the grant, or fewer on request, never more (RFC 6749 §6). */
function narrowScopes(granted: readonly string[], requestedScope: string | undefined): readonly string[] | OAuthError {
  const requested = requestedScope === undefined ? [] : readScope(requestedScope);
  if (requested instanceof OAuthError) return requested;
  if (requested.length === 0) return granted;
  if (requested.every((name) => granted.includes(name))) return requested;
  return new OAuthError('invalid_scope', 'A refresh cannot add scopes to what was granted.');
}

/** What a refresh can give of what was granted. */
const renewableScopes = ({ tokenRules }: Service, granted: readonly string[]): readonly string[] =>
  tokenRules.openidNeedsOfflineAccess && !granted.includes(offlineAccessScope) ? granted.filter((name) => name !== openIdScope) : granted;

/**
 * The write that lets a grant live on, hang on the secret used now, keep what was added to its terms, and be bound to the key a public
 * client shows for the first time (RFC 9449 §5); none while it needs none of these.
 */
function renewGrant(
  grant: Grant,
  { now, client, clientSecretId, confirmation: shown, instanceJkt }: Refresh,
  { lifetimes, kept: terms }: IssueTerms,
): readonly EngineChange[] {
  const confirmation = grant.confirmation ?? refreshConfirmation(client, shown, instanceJkt);
  const outlives = grantNeed(lifetimes, now) <= grant.expiresAt;
  const isUnchanged = grant.clientSecretId === clientSecretId && grant.confirmation === confirmation && grant.terms === terms;
  if (outlives && isUnchanged) return [];
  const expiresAt = outlives ? grant.expiresAt : grantExpiry(lifetimes, now);
  return [{ change: 'renew_grant', grantId: grant.id, expiresAt, clientSecretId, confirmation, terms }];
}

/** What is shown for the refresh token: an attested instance's key, which need not be the one its access tokens are bound to. */
const shownFor = ({ confirmation, instanceJkt }: Refresh): Confirmation | undefined =>
  instanceJkt === undefined ? confirmation : { ...confirmation, jkt: instanceJkt };

/** The write that keeps an answer as long as it may be asked for again; none where there is no leeway. */
const keepForLeeway = (refreshTokenId: string, successor: Issued, { now, service }: Refresh): readonly EngineChange[] =>
  service.refreshLeeway > 0
    ? [{ change: 'insert_successor', refreshTokenId, successor, expiresAt: after(now, service.refreshLeeway) }]
    : [];

/** The answer of a moment ago once more, to who has the keys it was for. */
function repeatAnswer(successor: Issued | undefined, confirmation: Confirmation | undefined): TokenDecision {
  if (successor === undefined) return invalid('refresh token used, and its answer is not kept'); // the service had no leeway then
  const possessionFault = findPossessionFault(successor.confirmation, confirmation);
  return possessionFault === undefined ? { action: 'issue', issued: successor, changes: [] } : invalid(possessionFault);
}

/**
 * Decides a refresh.
 *
 * Each refresh token is used once; its use ends the access token issued beside it. Presented again within the service's leeway
 * it gets the same successor again, even if that was itself used meanwhile: the answer may have been lost, or processes of one
 * client may race, and neither can tell. Presented later, it was stolen, or its successor was: the whole grant is revoked
 * (RFC 9700 §4.14.2).
 *
 * Under a profile that forbids rotation the refresh token stays, and so do the access tokens it brought: nothing is lost with an answer.
 *
 * A refresh token lives the service's refresh lifetime from its own issue, so a grant in use goes on until somebody ends it, unless the
 * service says that the first one's end is the last.
 *
 * @see RFC 6749 §6, RFC 9449 §5, RFC 8705 §4, draft-ietf-oauth-attestation-based-client-auth-11 §10.3
 */
export function decideRefresh(facts: Refresh): TokenDecision {
  const { now, service, client, presented } = facts;
  if (presented === undefined) return invalid('unknown refresh token or wrong secret');
  const { refreshToken: old, grant } = presented;
  if (grant.serviceId !== service.id || grant.clientNumber !== client.number) return invalid('refresh token of another client');
  if (grant.revokedAt !== undefined) return invalid('grant revoked');
  if (!presented.clientSecretExists) return invalid('the secret behind the grant was deleted');
  const possessionFault = findPossessionFault(grant.confirmation, shownFor(facts));
  if (possessionFault !== undefined) return invalid(possessionFault);
  if (old.rotatedAt !== undefined) {
    const isRepeat = service.refreshLeeway > 0 && now <= after(old.rotatedAt, service.refreshLeeway);
    if (isRepeat) return repeatAnswer(facts.successor, facts.confirmation);
    return invalid('refresh token reused outside the leeway', [{ change: 'revoke_grant', grantId: grant.id, at: now }]);
  }
  if (old.expiresAt <= now || grant.expiresAt <= now) return invalid('refresh token expired');
  const scopes = narrowScopes(renewableScopes(service, grant.scopes), facts.requestedScope);
  if (scopes instanceof OAuthError) return refuse(scopes);
  const resources = narrowResources(grant.resources, facts.requestedResources, 'all');
  if (resources instanceof OAuthError) return refuse(resources);
  const authorizationDetails = narrowDetails(grant.authorizationDetails, facts.requestedDetails);
  if (authorizationDetails instanceof OAuthError) return refuse(authorizationDetails);
  const terms = decideIssueTerms(baseLifetimes(service, client, grant.scopes), grant.terms, facts.options);
  if (terms instanceof OAuthError) return refuse(terms);

  const issuance = { ...facts, grant, scopes, resources, authorizationDetails, terms };
  const { tokenRules } = service;
  const isKeptByProfile = findDemands(service, client).keptRefreshTokens !== undefined;
  if (isKeptByProfile || tokenRules.refreshTokensKept) {
    const isRenewed = isKeptByProfile || tokenRules.refreshLifetimeReset;
    const refreshExpiresAt = isRenewed ? after(now, terms.lifetimes.refreshToken) : old.expiresAt;
    const { issued, changes } = issueTokens({ ...issuance, refreshToken: undefined, keptRefreshTokenId: old.id, refreshExpiresAt });
    const { presentedToken } = facts;
    return {
      action: 'issue',
      issued: { ...issued, refreshToken: presentedToken?.credential, isRefreshTokenGiven: presentedToken?.isGiven },
      changes: [
        ...(isRenewed ? renewRefreshToken(old, terms.lifetimes.refreshToken, now) : []),
        ...renewGrant(grant, facts, terms),
        ...changes,
      ],
    };
  }
  const { issued, changes } = issueTokens({ ...issuance, refreshExpiresAt: tokenRules.refreshEndKept ? old.expiresAt : undefined });
  return {
    action: 'issue',
    issued,
    changes: [
      { change: 'rotate_refresh_token', refreshTokenId: old.id, at: now },
      ...keepForLeeway(old.id, issued, facts),
      { change: 'revoke_access_token', accessTokenId: old.accessTokenId, at: now },
      ...renewGrant(grant, facts, terms),
      ...changes,
    ],
  };
}
