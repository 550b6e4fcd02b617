import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { Presentation } from '../possession/judge-possession.ts';
import { encodeUserinfo, type UserinfoAnswer } from './encode-userinfo.ts';
import { judgeUserinfo, type UserinfoJudgement } from './judge-userinfo.ts';
import { selectClaims } from './select-claims.ts';
import { subjectForClient } from './subject-for-client.ts';

/** What the userinfo endpoint does. */
export type UserinfoDecision = UserinfoAnswer | Extract<UserinfoJudgement, { action: 'refuse' }>;

/** An access token at the userinfo endpoint. */
export interface UserinfoRequest {
  readonly service: Service;
  readonly token: string;
  readonly presentation: Presentation;
}

type Tools = Parameters<typeof judgeUserinfo>[0] & Pick<Engine, 'signJwt' | 'findSubjectClaims'>;

/**
 * Decides what a client is told of the person whose access token it sends: what was granted by scopes, and asked for one by one.
 *
 * @see OpenID Connect Core §5.3, §5.4, §5.5
 */
export async function answerUserinfo(engine: Tools, request: UserinfoRequest): Promise<UserinfoDecision> {
  const { service } = request;
  const judgement = await judgeUserinfo(engine, request);
  if (judgement.action === 'refuse') return judgement;
  const { client, subject, demands, token, terms } = judgement;
  const person = await engine.findSubjectClaims(service.id, subject);
  if (person === undefined)
    return {
      action: 'refuse',
      error: new OAuthError('invalid_token', 'The access token is not valid.', 'the client or the person is gone'),
      scheme: 'Bearer',
    };
  const { sector } = client.openIdRules;
  // The same as in the ID token (OpenID Connect Core §5.3.2).
  const sub = terms?.idToken?.sub ?? subjectForClient(engine, { serviceId: service.id, subject, sector });
  const selected = selectClaims(person, { scopes: token.accessToken.scopes, demands });
  return encodeUserinfo(engine, { service, client }, { ...selected, sub });
}
