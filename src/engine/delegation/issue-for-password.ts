import { OAuthError } from '../../protocol/oauth-error.ts';
import { isSubject } from '../authentication/is-subject.ts';
import { refuse } from '../decision.ts';
import { mayRefresh } from '../grants/refresh-token.ts';
import type { Grant } from '../model/grant.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { refreshConfirmation } from '../possession/refresh-confirmation.ts';
import { settle } from '../settle.ts';
import { baseLifetimes } from '../terms/base-lifetimes.ts';
import { decideIssueTerms, grantExpiry, grantNeed } from '../terms/decide-terms.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import { endEarlierTokens } from '../token/end-earlier-tokens.ts';
import { mintRefreshToken } from '../token/fresh-token.ts';
import { issueTokens } from '../token/issue-tokens.ts';
import { makeAccessToken } from '../token/make-access-token.ts';
import { refuseTaken } from '../token/refuse-taken.ts';
import type { TokenDecision } from '../token/token-decision.ts';
import { password } from './password.ts';
import { readTicket } from './token-ticket.ts';

/** The front end found whose name and password they are. */
export interface PasswordIssue {
  readonly service: Service;
  readonly ticket: string;
  readonly subject: string;
}

const unusable = (reason: string): TokenDecision =>
  refuse(new OAuthError('invalid_request', 'The ticket was used already, has expired, or was never made.', reason));

async function decideIssue(
  engine: Engine,
  { service, ticket: text, subject }: PasswordIssue,
  options: TokenOptions,
): Promise<TokenDecision> {
  const now = engine.clock();
  const presented = await readTicket(engine, service.id, text, now);
  if (presented === undefined) return unusable('unknown or expired ticket');
  const { ticket, mark } = presented;
  if (await engine.facts.isMarked(mark)) return unusable('ticket used');
  if (!isSubject(subject)) return refuse(new OAuthError('invalid_request', 'The subject must be 1 to 100 characters of ASCII.'));
  const client = (await engine.facts.findClient(service.id, String(ticket.clientNumber)))?.client;
  if (client === undefined || client.isLocked) return unusable('client deleted or locked');
  const { clientSecretId, confirmation, scopes, resources, authorizationDetails } = ticket;
  const { claims } = options;
  const terms = decideIssueTerms(baseLifetimes(service, client, scopes), claims === undefined ? undefined : { claims }, options);
  if (terms instanceof OAuthError) return refuse(terms);
  const refreshToken = mayRefresh(service, client) ? mintRefreshToken(engine) : undefined;
  const grant: Grant = {
    id: engine.mint.id(),
    serviceId: service.id,
    clientNumber: client.number,
    subject,
    scopes,
    resources,
    authorizationDetails,
    claimsRequest: undefined,
    clientSecretId,
    confirmation: refreshConfirmation(client, confirmation, ticket.instanceJkt),
    terms: terms.kept,
    grantType: password.name,
    authTime: now,
    acr: undefined,
    amr: ['pwd'],
    sessionId: undefined,
    createdAt: now,
    expiresAt: refreshToken === undefined ? grantNeed(terms.lifetimes, now) : grantExpiry(terms.lifetimes, now),
    revokedAt: undefined,
  };
  const { issued, changes } = issueTokens({
    now,
    service,
    client,
    clientSecretId,
    confirmation,
    accessToken: makeAccessToken(engine, service, client, options),
    refreshToken,
    grant,
    scopes,
    resources,
    authorizationDetails,
    terms,
  });
  const earlier = endEarlierTokens({ now, service, client }, subject);
  const writes = [{ change: 'mark_used' as const, mark }, ...earlier, { change: 'insert_grant' as const, grant }, ...changes];
  return refuseTaken(engine, service, options, { action: 'issue', issued, changes: writes });
}

/**
 * Issues the tokens that a client asked for with a password, and uses the ticket up.
 *
 * @see RFC 6749 §4.3.3; seed 002, auth/token/issue
 */
export const issueForPassword = (engine: Engine, issue: PasswordIssue, options: TokenOptions): Promise<TokenDecision> =>
  settle(engine, () => decideIssue(engine, issue, options));
