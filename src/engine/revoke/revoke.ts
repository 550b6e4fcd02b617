import { parseCredential } from '../../protocol/credential.ts';
import { findRepeated, requireParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findPresentedAccessToken, isCompactJwt } from '../access/find-access-token.ts';
import { findPresentedRefreshToken } from '../access/find-refresh-token.ts';
import type { EngineChange } from '../changes.ts';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { AccessToken } from '../model/tokens.ts';
import type { Engine, RefreshTokenFacts } from '../ports.ts';
import { settle } from '../settle.ts';
import { findGivenTokenFault } from '../terms/given-token.ts';

/** What the revocation endpoint does. */
export type RevocationDecision = { readonly action: 'done'; readonly changes: readonly EngineChange[] } | Refusal;

/** A token that may be revoked, as far as it was found. */
export interface Revocation {
  readonly now: EpochSeconds;
  readonly client: Pick<Client, 'number'>;
  readonly accessToken: AccessToken | undefined;
  readonly refreshToken: RefreshTokenFacts | undefined;
}

/**
 * Decides the writes of a revocation. Another client's token is left alone, and its client is told nothing (RFC 7009 §2.1).
 *
 * Either token of a grant ends the grant and all its tokens: whoever gives one back is done with the device (RFC 7009 §2.1 allows
 * it, seed 003 does it). A token without a grant ends alone.
 */
export function decideRevocation({ now, client, accessToken, refreshToken }: Revocation): readonly EngineChange[] {
  if (refreshToken !== undefined) {
    const isOwn = refreshToken.grant.clientNumber === client.number;
    return isOwn ? [{ change: 'revoke_grant', grantId: refreshToken.grant.id, at: now }] : [];
  }
  if (accessToken === undefined || accessToken.clientNumber !== client.number) return [];
  return accessToken.grantId === undefined
    ? [{ change: 'revoke_access_token', accessTokenId: accessToken.id, at: now }]
    : [{ change: 'revoke_grant', grantId: accessToken.grantId, at: now }];
}

/** A text that starts like one of our credentials, whatever follows. */
const credentialLike = /^g[a-z]{2}_[0-9A-Za-z]+$/;

/** Text that is no token of any kind is a mistake in the request, and is said to be one (seed 003's revocation). */
const isTokenLike = (text: string): boolean => credentialLike.test(text) || isCompactJwt(text) || findGivenTokenFault(text) === undefined;

/**
 * Revokes a token for its client. An unknown or foreign token is no error: the client wants it gone, and it is (RFC 7009 §2.2).
 *
 * @see RFC 7009 §2.1; `token_type_hint` is ignored, since the token says its kind itself.
 */
export function revoke(engine: Engine, request: ClientRequest): Promise<RevocationDecision> {
  return settle(engine, () => gatherAndDecide(engine, request));
}

async function gatherAndDecide(engine: Engine, request: ClientRequest): Promise<RevocationDecision> {
  const { service, parameters } = request;
  const repeated = findRepeated(parameters);
  if (repeated !== undefined) return refuse(new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`));
  const now = engine.clock();
  const authenticated = await authenticateClient(engine, request, now, 'revocation');
  if (authenticated instanceof OAuthError) return refuse(authenticated);
  const token = requireParameter(parameters, 'token');
  if (!isTokenLike(token)) return refuse(new OAuthError('invalid_request', 'The parameter token is malformed.'));
  const kind = parseCredential(token)?.kind;
  const found = kind === 'refreshToken' ? undefined : await findPresentedAccessToken(engine, service.id, token);
  const changes = decideRevocation({
    now,
    client: authenticated.client,
    refreshToken: found === undefined && kind !== 'accessToken' ? await findPresentedRefreshToken(engine, service.id, token) : undefined,
    accessToken: found?.accessToken,
  });
  return { action: 'done', changes: [...changes, ...authenticated.changes] };
}
