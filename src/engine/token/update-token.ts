import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { findEndOfAccessToken } from '../access/find-end-of-access-token.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import { decideDetails } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { AccessToken } from '../model/tokens.ts';
import type { Engine } from '../ports.ts';
import { mayHaveScope } from '../scopes/decide-scopes.ts';
import { settle } from '../settle.ts';
import { findPropertiesFault } from '../terms/extra-properties.ts';

/** What an access token shall be from now on; what is undefined stays as it is. */
export interface TokenUpdate {
  readonly expiresAt?: EpochSeconds | undefined;
  readonly scopes?: AccessToken['scopes'] | undefined;
  readonly properties?: AccessToken['properties'];
  readonly authorizationDetails?: AccessToken['authorizationDetails'];
}

/** An access token was changed, or why not. */
export type UpdateDecision =
  | { readonly action: 'update'; readonly accessToken: AccessToken; readonly changes: readonly EngineChange[] }
  | Refusal;

/** What an update is decided by. */
export interface UpdateFacts {
  readonly service: Service;
  readonly client: Client;
  readonly accessToken: AccessToken;
  readonly update: TokenUpdate;
}

/**
 * Decides an update. The client gets no more by it than it could ask for; a token stays bound to its key, and a grant lasts as long as its
 * tokens. What a JWT says of itself is signed and stays: what counts is what introspection says.
 */
export function decideUpdate({ service, client, accessToken, update }: UpdateFacts): UpdateDecision {
  const { expiresAt = accessToken.expiresAt, scopes = accessToken.scopes, properties = accessToken.properties } = update;
  const refused = scopes.find((name) => !mayHaveScope(service, client, name));
  if (refused !== undefined)
    return refuse(new OAuthError('invalid_scope', `The scope ${refused} is unknown or not allowed to this client.`));
  const fault = findPropertiesFault(properties);
  if (fault !== undefined) return refuse(new OAuthError('invalid_request', 'The properties cannot be kept.', fault));
  const { authorizationDetails: asked } = update;
  const authorizationDetails =
    asked === undefined ? accessToken.authorizationDetails : decideDetails(service, client, JSON.stringify(asked));
  if (authorizationDetails instanceof OAuthError) return refuse(authorizationDetails);
  const updated: AccessToken = { ...accessToken, expiresAt, scopes: [...new Set(scopes)], properties, authorizationDetails };
  const { grantId } = accessToken;
  const changes: EngineChange[] = [{ change: 'update_access_token', accessToken: updated }];
  if (grantId !== undefined && expiresAt > accessToken.expiresAt) changes.push({ change: 'extend_grant', grantId, expiresAt });
  return { action: 'update', accessToken: updated, changes };
}

/**
 * Changes a live access token for whoever runs the engine.
 *
 * @returns `invalid_token` if there is no such token, or it is dead.
 */
export function updateToken(engine: Engine, service: Service, token: string, update: TokenUpdate): Promise<UpdateDecision> {
  return settle(engine, async (): Promise<UpdateDecision> => {
    const dead = (reason: string): Refusal => refuse(new OAuthError('invalid_token', 'The access token is not valid.', reason));
    const found = await findPresentedAccessToken(engine, service.id, token);
    if (found === undefined) return dead('unknown access token');
    const end = findEndOfAccessToken(found, engine.clock());
    if (end !== undefined) return dead(end);
    const { accessToken } = found;
    const client = (await engine.facts.findClient(service.id, String(accessToken.clientNumber)))?.client;
    return client === undefined ? dead('client deleted') : decideUpdate({ service, client, accessToken, update });
  });
}
