import { findRepeated, requireParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import type { EngineChange } from '../changes.ts';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { type Refusal, refuse } from '../decision.ts';
import { findPresentedRefreshToken } from '../grants/refresh-token.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { describeAccessToken, describeRefreshToken, type IntrospectionResponse, inactive } from './introspection-response.ts';

/** What the introspection endpoint answers. */
export type IntrospectionDecision =
  | { readonly action: 'answer'; readonly response: IntrospectionResponse; readonly changes: readonly EngineChange[] }
  | Refusal;

/** Says what a token of the service is worth, to a caller who may ask. The kind is told by the token itself, never by a hint. */
export async function introspectToken(
  engine: Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt'>,
  { service, token, now }: { readonly service: Pick<Service, 'id' | 'issuer'>; readonly token: string; readonly now: EpochSeconds },
): Promise<IntrospectionResponse> {
  const accessToken = await findPresentedAccessToken(engine, service.id, token);
  if (accessToken !== undefined) return describeAccessToken(service, accessToken, now);
  const refreshToken = await findPresentedRefreshToken(engine, token);
  return refreshToken === undefined ? inactive : describeRefreshToken(service, refreshToken, now);
}

/**
 * Answers an introspection request. Every confidential client of the service may ask about all of its tokens, since that is what
 * resource servers do; public clients may not, or anyone could scan for tokens (RFC 7662 §2.1, §4).
 */
export function introspect(engine: Engine, request: ClientRequest): Promise<IntrospectionDecision> {
  return settle(engine, () => decideIntrospection(engine, request));
}

async function decideIntrospection(engine: Engine, request: ClientRequest): Promise<IntrospectionDecision> {
  const { service, parameters } = request;
  const repeated = findRepeated(parameters);
  if (repeated !== undefined) return refuse(new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`));
  const now = engine.clock();
  const authenticated = await authenticateClient(engine, request, now);
  if (authenticated instanceof OAuthError) return refuse(authenticated);
  if (authenticated.client.clientType === 'public') {
    return refuse(new OAuthError('invalid_client', 'Client authentication failed.', 'public client at introspection'));
  }
  const response = await introspectToken(engine, { service, token: requireParameter(parameters, 'token'), now });
  return { action: 'answer', response, changes: authenticated.changes };
}
