import type { Service } from '../../engine/model/service.ts';
import { findRepeated, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { DelegatedGrant } from './delegated-grant.ts';
import { tokenExchange } from './token-exchange.ts';

/** Every grant type of the first service besides the engine's own. The token endpoint and the metadata are computed from this list. */
export const delegatedGrants: readonly DelegatedGrant[] = [tokenExchange];

/** Which of them a service has: they are the deployment's, and so the first service's. */
export const delegatedGrantsOf = ({ id }: Pick<Service, 'id'>, firstServiceId: number): readonly DelegatedGrant[] =>
  id === firstServiceId ? delegatedGrants : [];

/**
 * The one a token request is for; undefined leaves it to the engine.
 *
 * @throws OAuthError `invalid_request` if a parameter is repeated (RFC 6749 §3.2).
 */
export function findDelegatedGrant(
  service: Pick<Service, 'id'>,
  firstServiceId: number,
  parameters: Parameters,
): DelegatedGrant | undefined {
  const [name, second] = parameters.get('grant_type') ?? [];
  const grant = second === undefined ? delegatedGrantsOf(service, firstServiceId).find((each) => each.name === name) : undefined;
  const repeated = grant && findRepeated(parameters, grant.repeatable);
  if (repeated !== undefined) throw new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`);
  return grant;
}
