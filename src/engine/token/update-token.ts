import { OAuthError } from '../../protocol/oauth-error.ts';
import { findEndOfAccessToken } from '../access/find-end-of-access-token.ts';
import { findNamedAccessToken } from '../access/find-named-token.ts';
import { findEndOfRefreshToken } from '../access/find-refresh-token.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { RefreshToken } from '../model/tokens.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { decideUpdate, type TokenUpdate, type UpdateDecision } from './decide-update.ts';
import { mintAccessToken } from './fresh-token.ts';
import { accessTokenFormat } from './issue-tokens.ts';

const dead = (reason: string): Refusal => refuse(new OAuthError('invalid_token', 'The access token is not valid.', reason));

async function findLiveRefreshToken({ facts, clock }: Engine, refreshTokenId: string | undefined): Promise<RefreshToken | undefined> {
  const found = refreshTokenId === undefined ? undefined : await facts.findRefreshTokenWithGrant(refreshTokenId);
  return found !== undefined && findEndOfRefreshToken(found, clock()) === undefined ? found.refreshToken : undefined;
}

/**
 * Changes a live access token for whoever runs the engine.
 *
 * @param name the token, or what names it.
 * @param isReplaced whether it gets another value, and the one it had is worth nothing any more.
 * @returns `invalid_token` if there is no such token, or it is dead.
 */
export function updateToken(
  engine: Engine,
  service: Service,
  name: string,
  update: TokenUpdate,
  isReplaced = false,
): Promise<UpdateDecision> {
  return settle(engine, async (): Promise<UpdateDecision> => {
    const now = engine.clock();
    const found = await findNamedAccessToken(engine, service.id, name);
    if (found === undefined) return dead('unknown access token');
    const end = findEndOfAccessToken(found, now);
    if (end !== undefined) return dead(end);
    const { accessToken } = found;
    const client = (await engine.facts.findClient(service.id, String(accessToken.clientNumber)))?.client;
    if (client === undefined) return dead('client deleted');
    const grant = accessToken.grantId === undefined ? undefined : await engine.facts.findGrant(accessToken.grantId);
    const refreshToken = await findLiveRefreshToken(engine, accessToken.refreshTokenId);
    const replacement = isReplaced ? mintAccessToken(engine, accessTokenFormat(service, client)) : undefined;
    return decideUpdate({ now, service, client, accessToken, grant, refreshToken, update, replacement });
  });
}
