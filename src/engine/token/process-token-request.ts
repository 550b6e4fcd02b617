import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { refuse } from '../decision.ts';
import { findGrantType } from '../grants/registry.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { noOptions, type TokenOptions } from '../terms/token-options.ts';
import { admitTokenRequest } from './admit-token-request.ts';
import { refuseTaken } from './refuse-taken.ts';
import type { TokenDecision } from './token-decision.ts';

/**
 * Runs a token request to its end: the phases all grant types share, the grant type's own rule, the commit.
 * What it returns is durable, and is only left to be encoded.
 *
 * @param options what the caller says of the tokens; the client has no say in it.
 * @see RFC 6749 §3.2, §5; RFC 9449 §5; RFC 8705 §3
 */
export function processTokenRequest(engine: Engine, request: ClientRequest, options: TokenOptions = noOptions): Promise<TokenDecision> {
  return settle(engine, () => decideTokenRequest(engine, request, options));
}

async function decideTokenRequest(engine: Engine, request: ClientRequest, options: TokenOptions): Promise<TokenDecision> {
  const { service, parameters } = request;
  const admitted = await admitTokenRequest(engine, request, options, findGrantType);
  if (admitted instanceof OAuthError) return refuse(admitted);
  const { grantType, method, changes, ...facts } = admitted;
  const granted = await grantType.decide({ ...facts, engine, service, parameters, options });
  const decision = options.accessToken === undefined ? granted : await refuseTaken(engine, service, options, granted);
  const told = decision.action === 'issue' ? { ...decision, clientAuthMethod: method } : decision;
  return changes.length === 0 ? told : { ...told, changes: [...told.changes, ...changes] };
}
