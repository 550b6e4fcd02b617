import { formatCredential } from '../../protocol/credential.ts';
import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type FreshToken, mintCode } from '../token/fresh-token.ts';
import type { AuthorizationOutcome, SendBack } from './authorization-decision.ts';
import type { AuthenticatedSubject, AuthorizationRequest, ValidAuthorization } from './authorization-request.ts';
import { answerInvalid } from './decide-authorization.ts';
import { findRequestingClient } from './find-requesting-client.ts';
import { judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { codeLocation } from './send-back.ts';

/** A person's “yes” to a valid request. */
export interface Approval {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly subject: AuthenticatedSubject;
  readonly authorization: ValidAuthorization;
  readonly code: FreshToken;
  /** The id of the grant the code will become, so that a replay can be traced to it. */
  readonly grantId: string;
}

/** Decides the code for an approved request (RFC 6749 §4.1.2). */
export function decideApproval({ now, service, subject, authorization, code, grantId }: Approval): SendBack {
  return {
    action: 'redirect',
    location: codeLocation(service, authorization, formatCredential(code.credential)),
    error: undefined,
    changes: [
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
          redirectUri: authorization.requestedRedirectUri,
          codeChallenge: authorization.codeChallenge,
          nonce: authorization.nonce,
          authTime: subject.authTime,
          createdAt: now,
          expiresAt: after(now, service.codeLifetime),
          consumedAt: undefined,
        },
      },
    ],
  };
}

/**
 * Takes a person's “yes” back to the client as a code. The request is judged again: what was shown may have changed since.
 */
export async function approveAuthorization(
  engine: Engine,
  request: AuthorizationRequest,
  subject: AuthenticatedSubject,
): Promise<AuthorizationOutcome> {
  const { service, parameters } = request;
  const verdict = judgeAuthorizationRequest({ service, parameters, client: await findRequestingClient(engine, request) });
  if (verdict.verdict === 'invalid') return answerInvalid(service, verdict);
  const { authorization } = verdict;
  const decision = await settle(engine, () =>
    decideApproval({ now: engine.clock(), service, subject, authorization, code: mintCode(engine), grantId: engine.mint.id() }),
  );
  return decision.action === 'refuse' ? { action: 'show_error', error: decision.error } : decision;
}
