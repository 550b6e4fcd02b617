import { numberOf, textOf } from '../wire/parse-object.ts';
import { show } from '../wire/show.ts';
import type { TokenFacts } from './access.ts';
import type { Denial } from './denial.ts';

/** What one operation asks of a token besides being good. */
export interface Requirements {
  /** All of them are needed. */
  readonly scopes?: readonly string[];
  /** How the person must have signed in: any of these (RFC 9470 §3). */
  readonly acrValues?: readonly string[];
  /** How long ago they may have (RFC 9470 §3). */
  readonly maxAgeInSeconds?: number;
}

const insufficientAuthentication = (reason: string): Denial => ({
  code: 'insufficient_user_authentication',
  description: 'A more recent or a stronger sign-in is needed.',
  reason,
});

/** Whether a good token is enough for an operation; undefined if it is (RFC 6750 §3.1, RFC 9470 §5). */
export function judgeRequirements(
  { scopes, claims }: Pick<TokenFacts, 'scopes' | 'claims'>,
  { scopes: needed = [], acrValues, maxAgeInSeconds }: Requirements,
  now: number,
): Denial | undefined {
  const missing = needed.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0)
    return {
      code: 'insufficient_scope',
      description: 'The access token has not all scopes this needs.',
      reason: `without ${missing.join(' ')}`,
    };
  const acr = textOf(claims, 'acr');
  if (acrValues !== undefined && (acr === undefined || !acrValues.includes(acr)))
    return insufficientAuthentication(`acr is ${show(claims.acr)}`);
  const signedInAt = numberOf(claims, 'auth_time');
  if (maxAgeInSeconds !== undefined && (signedInAt === undefined || signedInAt + maxAgeInSeconds < now))
    return insufficientAuthentication(`auth_time is ${show(claims.auth_time)}, now is ${now}`);
  return undefined;
}
