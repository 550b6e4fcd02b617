import { clientLocked } from '../../../../engine/clients/client-lock.ts';
import type { OAuthError } from '../../../../protocol/oauth-error.ts';
import { CallerError } from '../../caller-error.ts';
import type { EngineAnswer } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { type ResultCodes, resultCodeOf } from '../../result-codes.ts';

/** What is refused to whoever manages tokens, by what was wrong. */
export type ManagementAction = 'BAD_REQUEST' | 'FORBIDDEN' | 'NOT_FOUND' | 'INTERNAL_SERVER_ERROR';

/** What is the caller's fault although clients would be told that it is ours. */
const callersFaults: ReadonlySet<string> = new Set(['the given token was used before']);

function actionOf({ code, status, reason }: OAuthError): ManagementAction {
  if (code === 'invalid_token') return 'NOT_FOUND';
  return status >= 500 && !callersFaults.has(reason) ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST';
}

/** A reason, which is for us, as a sentence for whoever manages tokens: they may know it. */
export const sentenceOf = (reason: string): string => {
  const text = reason.slice(0, 1000);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
};

/**
 * Tells whoever manages tokens why nothing came of it. There is no client to be told anything.
 *
 * @throws CallerError 403 if the client is locked.
 */
export function refusedManagement(codes: ResultCodes, error: OAuthError): EngineAnswer {
  if (error.reason === clientLocked) throw new CallerError('clientLocked', 'The client is locked.');
  return { body: { ...resultOf(resultCodeOf(codes, error), sentenceOf(error.reason)), action: actionOf(error) } };
}
