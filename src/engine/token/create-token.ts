import { OAuthError } from '../../protocol/oauth-error.ts';
import { refuse } from '../decision.ts';
import { mayRefresh } from '../grants/refresh-token.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { noOptions, type TokenOptions } from '../terms/token-options.ts';
import { decideCreation, type WantedTokens } from './decide-creation.ts';
import { mintRefreshToken } from './fresh-token.ts';
import { makeAccessToken } from './make-access-token.ts';
import { refuseTaken } from './refuse-taken.ts';
import type { TokenDecision } from './token-decision.ts';

/** A call for tokens by whoever runs the engine. */
export interface TokenCreation {
  readonly service: Service;
  /** The client's text or numeric id. */
  readonly clientId: string;
  readonly wanted: WantedTokens;
  /** Whether a refresh token is wanted. There is none for a client that may not use it, or speaks for itself. */
  readonly isRefreshable: boolean;
}

/**
 * Makes tokens without a token request: for grants that are run elsewhere, for tests, and to bring tokens along from another server. The
 * grant type they stand for is the caller's to know.
 */
export function createToken(
  engine: Engine,
  { service, clientId, wanted, isRefreshable }: TokenCreation,
  options: TokenOptions = noOptions,
): Promise<TokenDecision> {
  return settle(engine, async (): Promise<TokenDecision> => {
    const client = (await engine.facts.findClient(service.id, clientId))?.client;
    if (client === undefined) return refuse(new OAuthError('invalid_client', 'This application is not known here.'));
    const decision = decideCreation({
      now: engine.clock(),
      service,
      client,
      wanted,
      options,
      grantId: engine.mint.id(),
      accessToken: makeAccessToken(engine, service, client, options),
      refreshToken: isRefreshable && mayRefresh(client) ? mintRefreshToken(engine) : undefined,
    });
    return refuseTaken(engine, service, options, decision);
  });
}
