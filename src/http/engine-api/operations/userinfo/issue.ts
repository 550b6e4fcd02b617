import Type from 'typebox';
import { encodeUserinfo } from '../../../../engine/oidc/encode-userinfo.ts';
import { judgeUserinfo } from '../../../../engine/oidc/judge-userinfo.ts';
import { subjectForClient } from '../../../../engine/oidc/subject-for-client.ts';
import { parseObject } from '../../../../protocol/jose/parse-object.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { refuseMembers } from '../../refuse-members.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { optionalText, optionalTexts, pair, text } from '../../schemas/members.ts';
import { refusedUserinfo, userinfoCodes } from './describe-userinfo.ts';

const codes: ResultCodes = { ...userinfoCodes, area: '096' };

/** What is told; a claim that is `null` is not known (OpenID Connect Core §5.3.2). */
function readClaims(claims: string): Readonly<Record<string, unknown>> {
  const read = claims === '' ? {} : parseObject(claims);
  if (read === undefined) throw new CallerError('wrongMember', 'The member claims must be the text of a JSON object.');
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null));
}

/** Makes the answer of a userinfo request. */
export const issueUserinfo: EngineOperation = serviceOperation({
  name: 'authUserinfoIssueApi',
  method: 'POST',
  path: '/auth/userinfo/issue',
  command: ['userinfo', 'issue'],
  summary: 'Make the answer of a userinfo request.',
  description: 'It is JSON, or a JWT if the client registered for one. How the token came, `userinfo process` has judged.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    token: text('The access token.'),
    claims: optionalText('What is told of the person: the text of a JSON object.'),
    sub: optionalText('What the client knows the person by, if not by the `sub` of the ID token.'),
    claimsForTx: optionalText('Not supported.'),
    verifiedClaimsForTx: optionalTexts('Not supported.'),
    requestSignature: optionalText('Not supported.'),
    headers: Type.Optional(Type.Array(pair, { description: 'Not supported.' })),
  }),
  refusals: explainCodes(codes),
  example: { token: '$ACCESS_TOKEN', claims: '{"name":"John"}' },
  async run({ body, service, rooms: { engine } }) {
    refuseMembers(body, ['claimsForTx', 'verifiedClaimsForTx', 'requestSignature', 'headers']);
    const claims = readClaims(body.claims ?? '');
    const judgement = await judgeUserinfo(engine, { service, token: body.token, presentation: undefined });
    if (judgement.action === 'refuse') return refusedUserinfo(codes, judgement);
    const { client, subject, terms } = judgement;
    const { sector } = client.openIdRules;
    const sub = body.sub || (terms?.idToken?.sub ?? subjectForClient(engine, { serviceId: service.id, subject, sector }));
    const answer = await encodeUserinfo(engine, { service, client }, { ...claims, sub });
    const result = resultOf('A096001', 'The answer is made.');
    return answer.action === 'answer'
      ? { body: { ...result, action: 'JSON', responseContent: JSON.stringify(answer.claims) } }
      : { body: { ...result, action: 'JWT', responseContent: answer.jwt } };
  },
});
