import { OAuthError, type OAuthErrorCode } from '../../protocol/oauth-error.ts';
import type { DemandInForce } from './demands.ts';

/** The error of a request that does not meet a demand. The log is told the clause. */
export const breakRule = (code: OAuthErrorCode, description: string, { clause }: DemandInForce<unknown>): OAuthError =>
  new OAuthError(code, description, `${clause}: ${description}`);
