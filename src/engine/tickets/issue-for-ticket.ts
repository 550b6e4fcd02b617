import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { findToldFault } from '../authentication/find-told-fault.ts';
import { showError } from '../authorize/answer-invalid.ts';
import { decideApproval } from '../authorize/approve-authorization.ts';
import type { SendBack, ShowError } from '../authorize/authorization-decision.ts';
import type { AuthenticatedSubject, ValidAuthorization } from '../authorize/authorization-request.ts';
import { decideDetails } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { TokenTerms } from '../model/token-terms.ts';
import { withoutIdleOfflineAccess } from '../oidc/offline-access.ts';
import { openIdScope } from '../oidc/openid-scopes.ts';
import type { Engine } from '../ports.ts';
import { mayHaveScope } from '../scopes/decide-scopes.ts';
import { settle } from '../settle.ts';
import { mintCode } from '../token/fresh-token.ts';
import { resolveTicket } from './resolve-ticket.ts';

/** A person's “yes” at a front end. */
export interface TicketIssue {
  readonly service: Service;
  readonly ticket: string;
  /** Who said it. That they are whom the request wants, as lately and as well as it wants, the front end has seen to. */
  readonly subject: AuthenticatedSubject;
  /** Instead of the scopes that were asked for; undefined: those. */
  readonly scopes?: readonly string[] | undefined;
  /** Instead of the details that were asked for; undefined: those. */
  readonly authorizationDetails?: readonly AuthorizationDetail[] | undefined;
  /** What is laid down for the tokens, as `readGrantTerms` reads it. */
  readonly terms?: TokenTerms | undefined;
}

/** The code, or an error, on its way to the client, or what the front end is told. */
export type IssueOutcome =
  | (SendBack & {
      /** What the front end kept with the ticket; empty if nothing. */
      readonly context?: string;
    })
  | ShowError;

/** The scopes that the front end gives. It does not make a request one for an ID token that was none (OpenID Connect Core §3.1.2.1). */
function changeScopes(service: Service, asked: readonly string[], given: readonly string[] | undefined, client: Client): readonly string[] {
  if (given === undefined) return asked;
  const scopes = [...new Set(given)].filter((name) => name !== openIdScope || asked.includes(openIdScope));
  return withoutIdleOfflineAccess(scopes, service, client);
}

/** What was asked for, as the front end changed it; an error if the client may not have that. */
function changeRequest(
  { service, scopes, authorizationDetails: details }: TicketIssue,
  client: Client,
  authorization: ValidAuthorization,
): ValidAuthorization | OAuthError {
  const refused = scopes?.find((name) => !mayHaveScope(service, client, name));
  if (refused !== undefined) {
    return new OAuthError(
      'invalid_scope',
      `The scope ${refused} is unknown or not allowed to this client.`,
      'scopes the client may not have',
    );
  }
  const changed = details === undefined ? authorization.authorizationDetails : decideDetails(service, client, JSON.stringify(details));
  if (changed instanceof OAuthError) return new OAuthError(changed.code, changed.message, 'details the client may not have');
  return { ...authorization, scopes: changeScopes(service, authorization.scopes, scopes, client), authorizationDetails: changed };
}

async function decideIssue(engine: Engine, issue: TicketIssue): Promise<IssueOutcome> {
  const { service, subject, terms } = issue;
  const now = engine.clock();
  const fault = findToldFault(subject, now);
  if (fault !== undefined) return showError(new OAuthError('invalid_request', fault, 'told wrongly of the person'));
  const request = await resolveTicket(engine, service, issue.ticket, now);
  if ('action' in request) return request;
  const { resolved } = request;
  const authorization = changeRequest(issue, resolved.client, request.authorization);
  if (authorization instanceof OAuthError) return showError(authorization);
  const code = mintCode(engine);
  const sendBack = decideApproval({ now, service, subject, authorization, resolved, code, grantId: engine.mint.id(), terms });
  return { ...sendBack, context: request.context };
}

/**
 * Takes a person's “yes” at a front end back to the client as a code, and uses the ticket up. A mistake of the front end's is shown to it
 * alone, and leaves the ticket as it is.
 *
 * @see RFC 6749 §4.1.2; seed 002, auth/authorization/issue
 */
export async function issueForTicket(engine: Engine, issue: TicketIssue): Promise<IssueOutcome> {
  const decision = await settle(engine, () => decideIssue(engine, issue));
  return decision.action === 'refuse' ? showError(decision.error) : decision;
}
