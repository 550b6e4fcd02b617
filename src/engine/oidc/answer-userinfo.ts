import { OAuthError } from '../../protocol/oauth-error.ts';
import { type AccessTokenJudgement, type AccessTokenUse, judgeAccessToken } from '../access/judge-access-token.ts';
import { ownAlgorithm } from '../keys/signing-algorithms.ts';
import type { Service } from '../model/service.ts';
import type { Engine, SubjectClaims } from '../ports.ts';
import { answerAlgorithm } from '../profiles/tighten.ts';
import { openIdScope } from './openid-scopes.ts';
import { selectClaims } from './select-claims.ts';
import { subjectForClient } from './subject-for-client.ts';

/** What userinfo answers. */
export type UserinfoDecision =
  /** Plain JSON. */
  | { readonly action: 'answer'; readonly claims: SubjectClaims }
  /** A signed JWT, as the client registered it. */
  | { readonly action: 'answer_signed'; readonly jwt: string }
  | {
      readonly action: 'refuse';
      readonly error: OAuthError;
      /** The scheme of the challenge (RFC 6750 §3, RFC 9449 §7.1). */
      readonly scheme: 'Bearer' | 'DPoP';
    };

/** An access token at the userinfo endpoint. */
export interface UserinfoRequest extends Omit<AccessTokenUse, 'service' | 'resource'> {
  readonly service: Service;
}

type Tools = Parameters<typeof judgeAccessToken>[0] & Pick<Engine, 'signJwt' | 'findSubjectClaims'>;
type GoodToken = Extract<AccessTokenJudgement, { active: true }>;

const refuse = (error: OAuthError, scheme: 'Bearer' | 'DPoP' = 'Bearer'): UserinfoDecision => ({ action: 'refuse', error, scheme });
const invalidToken = (reason: string): UserinfoDecision =>
  refuse(new OAuthError('invalid_token', 'The access token is not valid.', reason));

/** What the client may know of the person: what was granted by scopes, and asked for one by one (OpenID Connect Core §5.4, §5.5). */
async function findClaims(engine: Tools, { id }: Service, token: GoodToken, subject: string): Promise<SubjectClaims | undefined> {
  const person = await engine.findSubjectClaims(id, subject);
  const grant = token.grantId === undefined ? undefined : await engine.facts.findGrant(token.grantId);
  return person && selectClaims(person, { scopes: token.scopes, demands: grant?.claimsRequest?.userinfo ?? {} });
}

/**
 * Decides what a client is told of the person whose access token it sends. The token must be one for this server, granted `openid`, and
 * shown with the key it is bound to.
 *
 * @see OpenID Connect Core §5.3, RFC 6750 §3.1, RFC 9449 §7
 */
export async function answerUserinfo(engine: Tools, { service, token, presentation }: UserinfoRequest): Promise<UserinfoDecision> {
  const judgement = await judgeAccessToken(engine, { service, token, resource: service.issuer, presentation });
  if (!judgement.active) return 'error' in judgement ? refuse(judgement.error, judgement.scheme) : invalidToken(judgement.reason);
  if (!judgement.audienceMatches) return invalidToken('access token for another resource');
  const { subject, scopes, clientId } = judgement;
  if (subject === undefined || !scopes.includes(openIdScope)) {
    return refuse(new OAuthError('insufficient_scope', `The scope ${openIdScope} is needed.`), presentation.scheme);
  }
  const client = (await engine.facts.findClient(service.id, clientId))?.client;
  const selected = client && (await findClaims(engine, service, judgement, subject));
  if (client === undefined || selected === undefined) return invalidToken('the client or the person is gone');
  const { sector, userinfoSignedResponseAlg: algorithm } = client.openIdRules;
  const claims = { ...selected, sub: subjectForClient(engine, { serviceId: service.id, subject, sector }) };
  if (algorithm === undefined) return { action: 'answer', claims };
  const signed = { ...claims, iss: service.issuer, aud: clientId };
  return {
    action: 'answer_signed',
    jwt: await engine.signJwt(service.id, 'JWT', signed, answerAlgorithm(service, client, algorithm, ownAlgorithm)),
  };
}
