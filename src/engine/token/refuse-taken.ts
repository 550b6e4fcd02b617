import { OAuthError } from '../../protocol/oauth-error.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { findPresentedRefreshToken } from '../access/find-refresh-token.ts';
import { refuse } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import type { TokenDecision } from './token-decision.ts';

/**
 * Refuses to issue tokens that the caller gave if they are some already, as long as the records are kept. An answer of a moment ago has
 * them rightly.
 */
export async function refuseTaken(
  engine: Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt'>,
  { id }: Pick<Service, 'id'>,
  { accessToken, refreshToken }: TokenOptions,
  decision: TokenDecision,
): Promise<TokenDecision> {
  const isNew = decision.action === 'issue' && decision.changes.length > 0;
  if ((accessToken === undefined && refreshToken === undefined) || !isNew) return decision;
  const found =
    (accessToken && (await findPresentedAccessToken(engine, id, accessToken.reveal()))) ??
    (refreshToken && (await findPresentedRefreshToken(engine, id, refreshToken.reveal())));
  if (found === undefined) return decision;
  return refuse(new OAuthError('server_error', 'The tokens cannot be issued.', 'the given token was used before'));
}
