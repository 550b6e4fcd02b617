import { clientLocked } from '../../engine/clients/client-lock.ts';
import type { OAuthError } from '../../protocol/oauth-error.ts';
import { CallerError, withCode } from './caller-error.ts';
import { type ResultCodes, resultCodeOf } from './result-codes.ts';

/** What every answer begins with. */
export interface Result {
  readonly resultCode: string;
  /** The code in brackets, and a sentence. */
  readonly resultMessage: string;
}

/** A result from its code and sentence. */
export const resultOf = (code: string, message: string): Result => ({ resultCode: code, resultMessage: withCode(code, message) });

/** Where a client is locked, the call itself is refused. @throws CallerError then */
export function refuseLocked({ reason }: OAuthError): void {
  if (reason === clientLocked) throw new CallerError('clientLocked', 'The client is locked.');
}

/** A refusal as the front end gets it. */
export interface RefusedResult extends Result {
  /** The JSON for the client. */
  readonly responseContent: string;
}

/**
 * Tells the front end of a refusal, with the body for the client (RFC 6749 §5.2).
 *
 * @throws CallerError if the client is locked: that is between whoever locked it and the front end.
 */
export function refusedResult(codes: ResultCodes, error: OAuthError): RefusedResult {
  refuseLocked(error);
  const result = resultOf(resultCodeOf(codes, error), error.message);
  return {
    ...result,
    responseContent: JSON.stringify({ error: error.code, error_description: result.resultMessage, error_uri: error.uri }),
  };
}

/** The action for a refusal at an endpoint where clients authenticate; `unauthorized` is what that endpoint calls a failed authentication. */
export function refusalAction<Unauthorized extends string>(
  { code, status }: OAuthError,
  unauthorized: Unauthorized,
): Unauthorized | 'BAD_REQUEST' | 'INTERNAL_SERVER_ERROR' {
  if (status >= 500) return 'INTERNAL_SERVER_ERROR';
  return code === 'invalid_client' ? unauthorized : 'BAD_REQUEST';
}
