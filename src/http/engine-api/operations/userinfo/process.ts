import Type from 'typebox';
import { judgeUserinfo } from '../../../../engine/oidc/judge-userinfo.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { endpointUrl } from '../../../oauth/service-url.ts';
import { challengeResult, noChallenge } from '../../access-result.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { nonceOf, readPresentation } from '../../read-presentation.ts';
import { refuseMembers } from '../../refuse-members.ts';
import { optionalText, pair } from '../../schemas/members.ts';
import { presentationMembers } from '../../schemas/presentation-members.ts';
import { describeUserinfo, refusedUserinfo, userinfoCodes } from './describe-userinfo.ts';

/** Says whether a client may be told of a person, and what it asked for. */
export const processUserinfo: EngineOperation = serviceOperation({
  name: 'authUserinfoApi',
  method: 'POST',
  path: '/auth/userinfo',
  command: ['userinfo', 'process'],
  summary: 'Judge the access token of a userinfo request.',
  description: 'Says whom the request is about and which claims it asks for. You know them: hand them to `userinfo issue`.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    token: optionalText('The access token.'),
    ...presentationMembers,
    uri: optionalText('Not supported: signatures of messages are not checked.'),
    targetUri: optionalText('Not supported.'),
    message: optionalText('Not supported.'),
    headers: Type.Optional(Type.Array(pair, { description: 'Not supported.' })),
    requestBodyContained: Type.Optional(Type.Boolean({ description: 'Not supported.' })),
  }),
  refusals: explainCodes(userinfoCodes),
  example: { token: '$ACCESS_TOKEN' },
  async run(call) {
    const { body, service, rooms } = call;
    refuseMembers(body, ['uri', 'targetUri', 'message', 'headers', 'requestBodyContained']);
    const dpopNonce = nonceOf(call);
    const { token = '' } = body;
    if (token === '') {
      const error = new OAuthError('invalid_request', 'The access token is missing.');
      return { body: { ...challengeResult(userinfoCodes, { error, scheme: 'Bearer', demand: {}, status: 400 }), dpopNonce } };
    }
    const presentation = readPresentation(call, { htm: 'GET', htu: endpointUrl(rooms, service, '/oauth2/userinfo') });
    const judgement = await judgeUserinfo(rooms.engine, { service, token, presentation });
    if (judgement.action === 'refuse') return { body: { ...refusedUserinfo(userinfoCodes, judgement).body, dpopNonce } };
    return {
      body: {
        ...resultOf('A091001', 'The access token is good for userinfo.'),
        action: 'OK',
        responseContent: noChallenge,
        token,
        ...describeUserinfo(service, judgement),
        dpopNonce,
      },
    };
  },
});
