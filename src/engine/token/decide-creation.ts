import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findToldFault } from '../authentication/find-told-fault.ts';
import { refuse } from '../decision.ts';
import { decideDetails } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Grant } from '../model/grant.ts';
import type { Service } from '../model/service.ts';
import { decideConfirmation } from '../possession/decide-confirmation.ts';
import { refreshConfirmation } from '../possession/refresh-confirmation.ts';
import { decideResources } from '../scopes/decide-resources.ts';
import { decideScopes } from '../scopes/decide-scopes.ts';
import { baseLifetimes } from '../terms/base-lifetimes.ts';
import { decideIssueTerms, grantExpiry, grantNeed } from '../terms/decide-terms.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import { endEarlierTokens } from './end-earlier-tokens.ts';
import type { FreshToken } from './fresh-token.ts';
import { issueTokens } from './issue-tokens.ts';
import { findThumbprintError, type Thumbprints } from './thumbprint.ts';
import type { TokenDecision } from './token-decision.ts';

/** Tokens that whoever runs the engine wants for a client, without a request of the client's. */
export interface WantedTokens {
  /** The wire value of the grant type they stand for, to be told later; undefined: `authorization_code`. */
  readonly grantType?: string | undefined;
  /** undefined: the client speaks for itself, and gets no refresh token. */
  readonly subject: string | undefined;
  /** undefined: the defaults. */
  readonly scopes?: readonly string[] | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly authorizationDetails?: readonly AuthorizationDetail[] | undefined;
  /** The thumbprint of the DPoP key they are bound to. */
  readonly jkt?: string | undefined;
  /** The SHA-256 of the certificate they are bound to. */
  readonly certificateThumbprint?: string | undefined;
  /** When the subject signed in. @default now */
  readonly authTime?: EpochSeconds | undefined;
  readonly acr?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** What a creation is decided by. */
export interface Creation {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly client: Client;
  readonly wanted: WantedTokens;
  readonly options: TokenOptions;
  readonly grantId: string;
  readonly accessToken: FreshToken;
  /** undefined: none is wanted, or the client may not refresh. */
  readonly refreshToken: FreshToken | undefined;
}

/** What is told wrongly of the subject, if there is one. */
const findSubjectFault = ({ subject, authTime, acr, sessionId }: WantedTokens, now: EpochSeconds): string | undefined =>
  subject === undefined ? undefined : findToldFault({ subject, authTime: authTime ?? now, acr, sessionId }, now);

/** What the tokens are bound to: all that is said, which must be what the service and the client demand. */
function bindTo(service: Service, client: Client, { jkt, certificateThumbprint }: Thumbprints): Confirmation | OAuthError | undefined {
  const error = findThumbprintError({ jkt, certificateThumbprint });
  if (error !== undefined) return error;
  const demanded = decideConfirmation({ service, client, jkt, certificateThumbprint, isAuthenticatedByCertificate: true });
  if (demanded === undefined || demanded instanceof OAuthError) return demanded;
  return {
    ...(jkt === undefined ? {} : { jkt }),
    ...(certificateThumbprint === undefined ? {} : { 'x5t#S256': certificateThumbprint }),
  };
}

/**
 * Decides tokens that nobody asked the token endpoint for. The client cannot have more by it than it could ask for itself: its scopes, the
 * service's resources and details, and the binding that either demands.
 *
 * @see RFC 6749 §3.3, RFC 8707 §2, RFC 9396 §5, RFC 9449 §5.2
 */
export function decideCreation({ now, service, client, wanted, options, grantId, accessToken, refreshToken }: Creation): TokenDecision {
  const fault = findSubjectFault(wanted, now);
  if (fault !== undefined) return refuse(new OAuthError('invalid_request', fault));
  const scopes = decideScopes({ service, client, requestedScope: wanted.scopes?.join(' ') });
  if (scopes instanceof OAuthError) return refuse(scopes);
  const resources = decideResources(service, wanted.resources);
  if (resources instanceof OAuthError) return refuse(resources);
  const details = wanted.authorizationDetails;
  const authorizationDetails = decideDetails(service, client, details && JSON.stringify(details));
  if (authorizationDetails instanceof OAuthError) return refuse(authorizationDetails);
  const confirmation = bindTo(service, client, wanted);
  if (confirmation instanceof OAuthError) return refuse(confirmation);
  const { claims } = options;
  const base = baseLifetimes(service, client, scopes);
  const terms = decideIssueTerms(base, claims === undefined ? undefined : { claims }, options);
  if (terms instanceof OAuthError) return refuse(terms);

  const issuance = {
    now,
    service,
    client,
    clientSecretId: undefined,
    confirmation,
    accessToken,
    scopes,
    resources,
    authorizationDetails,
    terms,
  };
  if (wanted.subject === undefined) return { action: 'issue', ...issueTokens({ ...issuance, refreshToken: undefined, grant: undefined }) };
  const grant: Grant = {
    id: grantId,
    serviceId: service.id,
    clientNumber: client.number,
    subject: wanted.subject,
    scopes,
    resources,
    authorizationDetails,
    claimsRequest: undefined,
    clientSecretId: undefined,
    confirmation: refreshConfirmation(client, confirmation, undefined),
    terms: terms.kept,
    grantType: wanted.grantType,
    authTime: wanted.authTime ?? now,
    acr: wanted.acr,
    amr: [],
    sessionId: wanted.sessionId,
    createdAt: now,
    expiresAt: refreshToken === undefined ? grantNeed(terms.lifetimes, now) : grantExpiry(terms.lifetimes, now),
    revokedAt: undefined,
  };
  const { issued, changes } = issueTokens({ ...issuance, refreshToken, grant });
  return {
    action: 'issue',
    issued,
    changes: [...endEarlierTokens({ now, service, client }, wanted.subject), { change: 'insert_grant', grant }, ...changes],
  };
}
