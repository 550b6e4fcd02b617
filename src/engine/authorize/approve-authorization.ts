import { formatCredential } from '../../protocol/credential.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type EpochSeconds } from '../../protocol/units.ts';
import { reachClient } from '../logout/reach-client.ts';
import type { Service } from '../model/service.ts';
import type { TokenTerms } from '../model/token-terms.ts';
import type { Engine } from '../ports.ts';
import { codeLifetime } from '../profiles/tighten.ts';
import { settle } from '../settle.ts';
import { type FreshToken, mintCode } from '../token/fresh-token.ts';
import { answerInvalid, showError } from './answer-invalid.ts';
import type { AuthorizationOutcome, SendBack } from './authorization-decision.ts';
import type { AuthenticatedSubject, AuthorizationRequest, ValidAuthorization } from './authorization-request.ts';
import { isExpectedPerson } from './is-expected-person.ts';
import { judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { judgeSignIn } from './judge-sign-in.ts';
import { type ResolvedRequest, resolveRequest } from './resolve-request.ts';
import { sendBackCode, sendBackError } from './send-back.ts';
import { spendTicket } from './spend-ticket.ts';

/** A person's “yes” to a valid request: now, or earlier to the same. */
export interface Approval {
  readonly now: EpochSeconds;
  readonly service: Service;
  /** As the client is told of them. */
  readonly subject: AuthenticatedSubject;
  readonly authorization: ValidAuthorization;
  readonly resolved: Pick<ResolvedRequest, 'ticket' | 'client'>;
  readonly code: FreshToken;
  /** The id of the grant the code will become, so that a replay can be traced to it. */
  readonly grantId: string;
  /** What is laid down for the grant's tokens. */
  readonly terms?: TokenTerms | undefined;
}

/** Decides the code for an approved request (RFC 6749 §4.1.2). */
export function decideApproval({ now, service, subject, authorization, resolved, code, grantId, terms }: Approval): SendBack {
  return {
    ...sendBackCode(service, authorization, formatCredential(code.credential)),
    changes: [
      ...spendTicket(resolved, now),
      {
        change: 'insert_code',
        code: {
          id: code.credential.id,
          secretHash: code.secretHash,
          grantId,
          serviceId: service.id,
          clientNumber: authorization.clientNumber,
          subject: subject.subject,
          scopes: authorization.scopes,
          resources: authorization.resources,
          authorizationDetails: authorization.authorizationDetails,
          claimsRequest: authorization.claimsRequest,
          redirectUri: authorization.requestedRedirectUri,
          codeChallenge: authorization.codeChallenge,
          nonce: authorization.nonce,
          dpopJkt: authorization.dpopJkt,
          terms,
          authTime: subject.authTime,
          acr: subject.acr,
          amr: subject.amr,
          sessionId: subject.sessionId,
          createdAt: now,
          expiresAt: after(now, codeLifetime(service, resolved.client)),
          consumedAt: undefined,
        },
      },
      ...reachClient(authorization, service, subject, now),
    ],
  };
}

async function decideYes(engine: Engine, request: AuthorizationRequest, subject: AuthenticatedSubject): Promise<AuthorizationOutcome> {
  const { service } = request;
  const now = engine.clock();
  const resolved = await resolveRequest(engine, request, now);
  if (resolved instanceof OAuthError) return showError(resolved);
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  const { authorization } = verdict;
  const isExpected = await isExpectedPerson(engine, { service, client: resolved.client, authorization, subject });
  if (isExpected instanceof OAuthError) return sendBackError(service, authorization, isExpected);
  const openedAt = resolved.ticket?.openedAt;
  const signIn = judgeSignIn({ service, interaction: authorization, subject, isExpected, now, openedAt, isDecided: true });
  if (signIn.verdict !== 'good') return sendBackError(service, authorization, signIn.error);
  const code = mintCode(engine);
  return decideApproval({ now, service, subject: signIn.subject, authorization, resolved, code, grantId: engine.mint.id() });
}

/**
 * Takes a person's “yes” back to the client as a code. The request is judged again: what was shown may have changed since.
 */
export async function approveAuthorization(
  engine: Engine,
  request: AuthorizationRequest,
  subject: AuthenticatedSubject,
): Promise<AuthorizationOutcome> {
  const decision = await settle(engine, () => decideYes(engine, request, subject));
  return decision.action === 'refuse' ? showError(decision.error) : decision;
}
