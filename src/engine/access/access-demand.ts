import { OAuthError } from '../../protocol/oauth-error.ts';
import { isSameResource } from '../../protocol/resource-indicator.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { type AuthenticationDemand, meetsDemand } from '../authentication/meets-demand.ts';
import type { Service } from '../model/service.ts';
import type { AccessTokenFacts } from '../ports.ts';

/** What a resource server wants of an access token, beyond its being good. */
export interface AccessDemand {
  /** All of these. */
  readonly scopes?: readonly string[] | undefined;
  /** It speaks for this subject. */
  readonly subject?: string | undefined;
  /** It is for all of these; one that names no resources is for every one (RFC 8707 §2). */
  readonly resources?: readonly string[] | undefined;
  readonly authentication?: AuthenticationDemand | undefined;
}

/** Why a good access token is not enough, and the status that goes with it. */
export interface AccessFault {
  readonly error: OAuthError;
  readonly status: 401 | 403;
}

const fault = (status: AccessFault['status'], error: OAuthError): AccessFault => ({ status, error });

/** Whether a token is for a resource. */
export const isForResource = ({ resources }: Pick<AccessTokenFacts['accessToken'], 'resources'>, wanted: string): boolean =>
  resources.length === 0 || resources.some((named) => isSameResource(named, wanted));

/**
 * What a good access token lacks; undefined if it is enough.
 *
 * @see RFC 8707 §2.2, RFC 6750 §3.1, RFC 9470 §3
 */
export function findAccessFault(
  service: Pick<Service, 'requestRules'>,
  { accessToken, grant }: Pick<AccessTokenFacts, 'accessToken' | 'grant'>,
  { scopes = [], subject, resources = [], authentication }: AccessDemand,
  now: EpochSeconds,
): AccessFault | undefined {
  if (!resources.every((wanted) => isForResource(accessToken, wanted)))
    return fault(403, new OAuthError('invalid_token', 'The access token is for another resource.'));
  const missing = scopes.find((wanted) => !accessToken.scopes.includes(wanted));
  if (missing !== undefined) return fault(403, new OAuthError('insufficient_scope', `The scope ${missing} is needed.`));
  if (subject !== undefined && accessToken.subject !== subject)
    return fault(403, new OAuthError('invalid_request', 'The access token is for another subject.'));
  // A client that speaks for itself has signed nobody in, however lately.
  const isProven = authentication === undefined || (grant !== undefined && meetsDemand(service, authentication, grant, now));
  return isProven
    ? undefined
    : fault(401, new OAuthError('insufficient_user_authentication', 'A more recent or a stronger sign-in is needed.'));
}
