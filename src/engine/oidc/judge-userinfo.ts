import { OAuthError } from '../../protocol/oauth-error.ts';
import { isForResource } from '../access/access-demand.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { findEndOfAccessToken } from '../access/find-end-of-access-token.ts';
import { judgePresentedToken } from '../access/judge-presented-token.ts';
import type { ClaimDemands } from '../model/claims-request.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { TokenTerms } from '../model/token-terms.ts';
import type { AccessTokenFacts } from '../ports.ts';
import type { Presentation } from '../possession/judge-possession.ts';
import { openIdScope } from './openid-scopes.ts';

/** An access token that asks for what is known of a person. */
export interface UserinfoToken {
  readonly service: Service;
  readonly token: string;
  /** How it came; undefined: that was judged before. */
  readonly presentation: Presentation | undefined;
}

/** Whether userinfo may be told. */
export type UserinfoJudgement =
  | {
      readonly action: 'accept';
      readonly token: AccessTokenFacts;
      readonly client: Client;
      /** The person. */
      readonly subject: string;
      /** What the client asked for one by one. */
      readonly demands: ClaimDemands;
      /** What was laid down for the grant; undefined: nothing. */
      readonly terms: TokenTerms | undefined;
    }
  | {
      readonly action: 'refuse';
      readonly error: OAuthError;
      /** The scheme of the challenge (RFC 6750 §3, RFC 9449 §7.1). */
      readonly scheme: 'Bearer' | 'DPoP';
    };

type Tools = Parameters<typeof judgePresentedToken>[0];
type Refusal = Extract<UserinfoJudgement, { action: 'refuse' }>;

const refuse = (error: OAuthError, scheme: 'Bearer' | 'DPoP' = 'Bearer'): Refusal => ({ action: 'refuse', error, scheme });
const invalidToken = (reason: string): Refusal => refuse(new OAuthError('invalid_token', 'The access token is not valid.', reason));
const noDemands: ClaimDemands = {};

async function findLiveToken(engine: Tools, { service, token, presentation }: UserinfoToken): Promise<AccessTokenFacts | Refusal> {
  if (presentation === undefined) {
    const found = await findPresentedAccessToken(engine, service.id, token);
    const end = found && findEndOfAccessToken(found, engine.clock());
    return found === undefined || end !== undefined ? invalidToken(end ?? 'unknown access token') : found;
  }
  const decision = await judgePresentedToken(engine, { service, token, presentation, demand: {} });
  if (decision.action === 'accept') return decision.token;
  const { error, scheme, isUsable } = decision;
  return isUsable ? refuse(error, scheme) : invalidToken(error.reason);
}

/**
 * Judges whether a client may be told of the person whose access token it sends. The token must be one for this server, granted `openid`, and
 * shown with the key it is bound to.
 *
 * @see OpenID Connect Core §5.3, RFC 6750 §3.1, RFC 9449 §7
 */
export async function judgeUserinfo(engine: Tools, asked: UserinfoToken): Promise<UserinfoJudgement> {
  const { service, presentation } = asked;
  const token = await findLiveToken(engine, asked);
  if ('action' in token) return token;
  const { accessToken } = token;
  if (!isForResource(accessToken, service.issuer)) return invalidToken('access token for another resource');
  const { subject, scopes, grantId } = accessToken;
  if (subject === undefined || !scopes.includes(openIdScope))
    return refuse(new OAuthError('insufficient_scope', `The scope ${openIdScope} is needed.`), presentation?.scheme);
  const client = (await engine.facts.findClient(service.id, String(accessToken.clientNumber)))?.client;
  if (client === undefined) return invalidToken('client deleted');
  const grant = grantId === undefined ? undefined : await engine.facts.findGrant(grantId);
  return { action: 'accept', token, client, subject, demands: grant?.claimsRequest?.userinfo ?? noDemands, terms: grant?.terms };
}
