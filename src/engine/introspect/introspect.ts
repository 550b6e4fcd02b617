import { findRepeated, requireParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { isForResource } from '../access/access-demand.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { findPresentedRefreshToken } from '../access/find-refresh-token.ts';
import type { EngineChange } from '../changes.ts';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { DpopTools } from '../dpop/verify-dpop.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { AccessTokenFacts, Engine } from '../ports.ts';
import { judgePossession, type Presentation } from '../possession/judge-possession.ts';
import { settle } from '../settle.ts';
import { showAllProperties } from '../terms/extra-properties.ts';
import { describeAccessToken, describeRefreshToken, type IntrospectionResponse, inactive } from './introspection-response.ts';

/** What the introspection endpoint answers. */
export type IntrospectionDecision =
  | {
      readonly action: 'answer';
      readonly response: IntrospectionResponse;
      /** Who asked. */
      readonly client: Client;
      readonly changes: readonly EngineChange[];
    }
  | Refusal;

/** A token somebody asks about. */
export interface Introspection {
  readonly service: Pick<Service, 'id' | 'issuer' | 'offerRules' | 'bindingRules' | 'profiles'>;
  readonly token: string;
  readonly now: EpochSeconds;
  /** How the token came to the resource server, if it wants that judged as well: a bound token without its key is not active then. */
  readonly presentation?: Presentation | undefined;
  /** The resource server that asks; a token for others only is not active. undefined: any. */
  readonly resource?: string | undefined;
  /** Whether hidden properties are shown as well. @default false */
  readonly showsHidden?: boolean | undefined;
}

/** What a token of the service is worth, and the writes that use up the proof it came with. */
export interface Introspected {
  readonly response: IntrospectionResponse;
  readonly changes: readonly EngineChange[];
}

const isNotActive: Introspected = { response: inactive, changes: [] };

async function judgeAccess(
  engine: DpopTools,
  { service, token, now, presentation, resource, showsHidden }: Introspection,
  facts: AccessTokenFacts,
): Promise<Introspected> {
  if (resource !== undefined && !isForResource(facts.accessToken, resource)) return isNotActive;
  const response = describeAccessToken(engine, service, facts, now, showsHidden === true ? showAllProperties : undefined);
  if (presentation === undefined || !response.active) return { response, changes: [] };
  const { confirmation } = facts.accessToken;
  const possession = await judgePossession(engine, { now, service, token, confirmation, presentation });
  return possession instanceof OAuthError ? isNotActive : { response, changes: possession.changes };
}

/** Says what a token of the service is worth, to a caller who may ask. The kind is told by the token itself, never by a hint. */
export async function introspectToken(engine: DpopTools & Pick<Engine, 'readOwnJwt'>, asked: Introspection): Promise<Introspected> {
  const { service, token, now } = asked;
  const accessToken = await findPresentedAccessToken(engine, service.id, token);
  if (accessToken !== undefined) return judgeAccess(engine, asked, accessToken);
  const refreshToken = await findPresentedRefreshToken(engine, service.id, token);
  if (refreshToken === undefined) return isNotActive;
  if (asked.resource !== undefined && !isForResource(refreshToken.grant, asked.resource)) return isNotActive;
  const show = asked.showsHidden === true ? showAllProperties : undefined;
  return { response: describeRefreshToken(engine, service, refreshToken, now, show), changes: [] };
}

/**
 * Answers an introspection request. Every confidential client of the service may ask about all of its tokens, since that is what
 * resource servers do; public clients may not, or anyone could scan for tokens (RFC 7662 §2.1, §4).
 *
 * @param presentation how the token came to the resource server, to be judged here as RFC 9449 §7.1 says; undefined leaves that to it.
 */
export function introspect(engine: Engine, request: ClientRequest, presentation?: Presentation): Promise<IntrospectionDecision> {
  return settle(engine, () => decideIntrospection(engine, request, presentation));
}

async function decideIntrospection(
  engine: Engine,
  request: ClientRequest,
  presentation: Presentation | undefined,
): Promise<IntrospectionDecision> {
  const { service, parameters } = request;
  const repeated = findRepeated(parameters);
  if (repeated !== undefined) return refuse(new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`));
  const now = engine.clock();
  const authenticated = await authenticateClient(engine, request, now, 'introspection');
  if (authenticated instanceof OAuthError) return refuse(authenticated);
  if (authenticated.client.clientType === 'public') {
    return refuse(new OAuthError('invalid_client', 'Client authentication failed.', 'public client at introspection'));
  }
  const { response, changes } = await introspectToken(engine, { service, token: requireParameter(parameters, 'token'), now, presentation });
  return { action: 'answer', response, client: authenticated.client, changes: [...authenticated.changes, ...changes] };
}
