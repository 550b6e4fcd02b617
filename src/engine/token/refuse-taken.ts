import { OAuthError } from '../../protocol/oauth-error.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { refuse } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import type { TokenDecision } from './token-decision.ts';

/**
 * Refuses to issue the access token that the caller gave if it is one already, as long as its record is kept. An answer of a moment ago
 * has it rightly.
 */
export async function refuseTaken(
  engine: Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt'>,
  { id }: Pick<Service, 'id'>,
  { accessToken }: TokenOptions,
  decision: TokenDecision,
): Promise<TokenDecision> {
  const isNew = decision.action === 'issue' && decision.changes.length > 0;
  if (accessToken === undefined || !isNew) return decision;
  const found = await findPresentedAccessToken(engine, id, accessToken.reveal());
  if (found === undefined) return decision;
  return refuse(new OAuthError('server_error', 'The tokens cannot be issued.', 'the given access token was used before'));
}
