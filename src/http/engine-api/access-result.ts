import { encodeAccessChallenge } from '../../engine/access/encode-access-challenge.ts';
import type { Challenge } from '../../engine/access/judge-presented-token.ts';
import { type Result, refuseLocked, resultOf } from './oauth-result.ts';
import { type ResultCodes, resultCodeOf } from './result-codes.ts';

/** What a resource server is to answer. */
export type AccessAction = 'BAD_REQUEST' | 'UNAUTHORIZED' | 'FORBIDDEN' | 'INTERNAL_SERVER_ERROR';

const actionByStatus: Readonly<Record<number, AccessAction>> = { 400: 'BAD_REQUEST', 401: 'UNAUTHORIZED', 403: 'FORBIDDEN' };

/** What a resource server is told where nothing is wrong: the one content that is not for a client (seed 002, auth/introspection). */
export const noChallenge = 'Bearer error="invalid_request"';

/**
 * Tells a resource server why a request may not be served, with the `WWW-Authenticate` header for it.
 *
 * @throws CallerError if the client of the token is locked.
 */
export function challengeResult(
  codes: ResultCodes,
  challenge: Pick<Challenge, 'error' | 'scheme' | 'demand' | 'status'>,
): Result & { readonly action: AccessAction; readonly responseContent: string } {
  const { error, status } = challenge;
  refuseLocked(error);
  return {
    ...resultOf(resultCodeOf(codes, error), error.message),
    action: actionByStatus[status] ?? 'INTERNAL_SERVER_ERROR',
    responseContent: encodeAccessChallenge(challenge),
  };
}
