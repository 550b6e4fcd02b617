import { OAuthError } from '../../protocol/oauth-error.ts';
import { lockedClientError } from '../clients/client-lock.ts';
import { refuse } from '../decision.ts';
import { mayRefresh } from '../grants/refresh-token.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { takeGivenToken } from '../terms/given-token.ts';
import { noOptions, type TokenOptions } from '../terms/token-options.ts';
import { decideCreation, type WantedTokens } from './decide-creation.ts';
import { type FreshToken, mintRefreshToken } from './fresh-token.ts';
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

const makeRefreshToken = (engine: Engine, { id }: Service, { refreshToken: given }: TokenOptions): FreshToken =>
  given === undefined ? mintRefreshToken(engine) : takeGivenToken(engine.sha256, id, given.reveal(), 'refresh');

/** Gathers and judges one creation. */
export async function judgeCreation(
  engine: Engine,
  { service, clientId, wanted, isRefreshable }: TokenCreation,
  options: TokenOptions,
): Promise<TokenDecision> {
  const client = (await engine.facts.findClient(service.id, clientId))?.client;
  if (client?.isLocked === true) return refuse(lockedClientError());
  if (client === undefined) return refuse(new OAuthError('invalid_client', 'This application is not known here.'));
  const decision = decideCreation({
    now: engine.clock(),
    service,
    client,
    wanted,
    options,
    grantId: engine.mint.id(),
    accessToken: makeAccessToken(engine, service, client, options),
    refreshToken: isRefreshable && mayRefresh(service, client) ? makeRefreshToken(engine, service, options) : undefined,
  });
  return refuseTaken(engine, service, options, decision);
}

/**
 * Makes tokens without a token request: for grants that are run elsewhere, for tests, and to bring tokens along from another server. The
 * grant type they stand for is the caller's to know.
 */
export function createToken(engine: Engine, creation: TokenCreation, options: TokenOptions = noOptions): Promise<TokenDecision> {
  return settle(engine, () => judgeCreation(engine, creation, options));
}
