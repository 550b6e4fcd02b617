import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import { decideDetails } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { Grant } from '../model/grant.ts';
import type { Service } from '../model/service.ts';
import type { AccessToken, Issued, RefreshToken } from '../model/tokens.ts';
import { mayHaveScope } from '../scopes/decide-scopes.ts';
import { baseLifetimes } from '../terms/base-lifetimes.ts';
import { findPropertiesFault } from '../terms/extra-properties.ts';
import type { FreshToken } from './fresh-token.ts';
import { accessTokenFormat, accessTokenSignature } from './issue-tokens.ts';
import { findThumbprintError } from './thumbprint.ts';

/** What an access token shall be from now on; what is undefined stays as it is. */
export interface TokenUpdate {
  readonly expiresAt?: EpochSeconds | undefined;
  /** When the refresh token ends that can replace it. */
  readonly refreshExpiresAt?: EpochSeconds | undefined;
  /** Those that the client may not have are left out. */
  readonly scopes?: AccessToken['scopes'] | undefined;
  /** Whether it lives its whole lifetime again if its scopes are changed. */
  readonly isProlongedByScopes?: boolean | undefined;
  /** The same of its refresh token. */
  readonly isRefreshProlongedByScopes?: boolean | undefined;
  readonly properties?: AccessToken['properties'];
  readonly authorizationDetails?: readonly AuthorizationDetail[] | undefined;
  /** The thumbprint of the DPoP key it is bound to. */
  readonly jkt?: string | undefined;
  /** The SHA-256 of the certificate it is bound to. */
  readonly certificateThumbprint?: string | undefined;
}

/** An access token was changed, or why not. */
export type UpdateDecision =
  | {
      readonly action: 'update';
      readonly accessToken: AccessToken;
      readonly refreshExpiresAt: EpochSeconds | undefined;
      /** What came in its place; undefined: it has the value it had. */
      readonly issued: Issued | undefined;
      readonly changes: readonly EngineChange[];
    }
  | Refusal;

/** What an update is decided by. */
export interface UpdateFacts {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly client: Client;
  readonly accessToken: AccessToken;
  readonly grant: Grant | undefined;
  /** The live refresh token that can replace it. */
  readonly refreshToken: RefreshToken | undefined;
  readonly update: TokenUpdate;
  /** What comes in its place; undefined: its value stays. */
  readonly replacement: FreshToken | undefined;
}

/** What is bound anew keeps the other key it was bound to. */
function bindAnew({ accessToken, update: { jkt, certificateThumbprint } }: UpdateFacts): AccessToken['confirmation'] {
  if (jkt === undefined && certificateThumbprint === undefined) return accessToken.confirmation;
  return {
    ...accessToken.confirmation,
    ...(jkt === undefined ? {} : { jkt }),
    ...(certificateThumbprint === undefined ? {} : { 'x5t#S256': certificateThumbprint }),
  };
}

/** The token as it is issued anew. It has no ID token beside it. */
const issueAnew = ({ service, client, grant }: UpdateFacts, updated: AccessToken, { credential }: FreshToken): Issued => ({
  accessToken: credential,
  format: accessTokenFormat(service, client),
  ...accessTokenSignature(service, client),
  refreshToken: undefined,
  serviceId: service.id,
  issuer: service.issuer,
  clientId: client.clientId,
  subject: updated.subject,
  sector: client.openIdRules.sector,
  scopes: updated.scopes,
  resources: updated.resources,
  authorizationDetails: updated.authorizationDetails,
  authTime: grant?.authTime,
  acr: grant?.acr,
  confirmation: updated.confirmation,
  properties: updated.properties,
  claims: grant?.terms?.claims,
  issuedAt: updated.createdAt,
  expiresAt: updated.expiresAt,
  idToken: undefined,
});

/** The writes that put one token in the place of another, unless that was ended meanwhile. */
function replace({ accessToken: old, refreshToken, now }: UpdateFacts, updated: AccessToken): readonly EngineChange[] {
  const changes: EngineChange[] = [
    { change: 'update_access_token', accessToken: { ...updated, id: old.id, secretHash: old.secretHash } },
    { change: 'revoke_access_token', accessTokenId: old.id, at: now },
    { change: 'insert_access_token', accessToken: updated },
  ];
  if (refreshToken?.accessTokenId === old.id)
    changes.push({ change: 'move_refresh_token', refreshTokenId: refreshToken.id, accessTokenId: updated.id });
  return changes;
}

/**
 * Decides an update. The client gets no more by it than it could ask for, and a grant lasts as long as its tokens. What a JWT says of itself
 * is signed and stays: what counts is what introspection says.
 */
export function decideUpdate(facts: UpdateFacts): UpdateDecision {
  const { now, service, client, accessToken: old, grant, refreshToken, update, replacement } = facts;
  const { properties = old.properties } = update;
  const fault = findPropertiesFault(properties);
  if (fault !== undefined) return refuse(new OAuthError('invalid_request', 'The properties cannot be kept.', fault));
  const thumbprintError = findThumbprintError(update);
  if (thumbprintError !== undefined) return refuse(thumbprintError);
  const { authorizationDetails: asked } = update;
  const authorizationDetails = asked === undefined ? old.authorizationDetails : decideDetails(service, client, JSON.stringify(asked));
  if (authorizationDetails instanceof OAuthError) return refuse(authorizationDetails);
  const scopes =
    update.scopes === undefined ? old.scopes : [...new Set(update.scopes)].filter((name) => mayHaveScope(service, client, name));
  const lifetimes = baseLifetimes(service, client, scopes);
  const isProlonged = update.scopes !== undefined && update.isProlongedByScopes === true;
  const isRefreshProlonged = update.scopes !== undefined && update.isRefreshProlongedByScopes === true;
  const expiresAt = update.expiresAt ?? (isProlonged ? after(now, lifetimes.accessTokenLifetime) : old.expiresAt);
  const refreshExpiresAt =
    refreshToken && (update.refreshExpiresAt ?? (isRefreshProlonged ? after(now, lifetimes.refreshTokenLifetime) : refreshToken.expiresAt));

  const updated: AccessToken = {
    ...old,
    ...(replacement === undefined ? {} : { id: replacement.credential.id, secretHash: replacement.secretHash, createdAt: now }),
    expiresAt,
    scopes,
    properties,
    authorizationDetails,
    confirmation: bindAnew(facts),
  };
  const changes: EngineChange[] =
    replacement === undefined ? [{ change: 'update_access_token', accessToken: updated }] : [...replace(facts, updated)];
  if (refreshToken !== undefined && refreshExpiresAt !== undefined && refreshExpiresAt !== refreshToken.expiresAt)
    changes.push({ change: 'renew_refresh_token', refreshTokenId: refreshToken.id, expiresAt: refreshExpiresAt });
  const last = refreshExpiresAt !== undefined && refreshExpiresAt > expiresAt ? refreshExpiresAt : expiresAt;
  if (grant !== undefined && last > grant.expiresAt) changes.push({ change: 'extend_grant', grantId: grant.id, expiresAt: last });
  const issued = replacement && issueAnew(facts, updated, replacement);
  return { action: 'update', accessToken: updated, refreshExpiresAt, issued, changes };
}
