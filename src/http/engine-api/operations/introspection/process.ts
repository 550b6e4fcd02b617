import Type from 'typebox';
import { type AccessDemand, findAccessFault } from '../../../../engine/access/access-demand.ts';
import { type AccessDecision, judgePresentedToken } from '../../../../engine/access/judge-presented-token.ts';
import type { Service } from '../../../../engine/model/service.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { type EpochSeconds, seconds } from '../../../../protocol/units.ts';
import { challengeResult, noChallenge } from '../../access-result.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { nonceOf, readPresentation } from '../../read-presentation.ts';
import { refuseMembers } from '../../refuse-members.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { optionalText, optionalTexts, pair } from '../../schemas/members.ts';
import { presentationMembers } from '../../schemas/presentation-members.ts';
import { describeAccessToken } from './describe-access-token.ts';

const codes: ResultCodes = {
  area: '056',
  byReason: { 'unknown access token': 'A056301', 'access token expired': 'A056302', 'The access token is missing.': 'A056303' },
};

interface DemandBody {
  readonly scopes?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly acrValues?: readonly string[] | undefined;
  readonly maxAge?: number | undefined;
}

/** Empty members demand nothing, and nor does an age of zero: libraries send it where nobody set one. */
function readDemand({ scopes, subject = '', resources, acrValues = [], maxAge = 0 }: DemandBody): AccessDemand {
  const demandsSignIn = acrValues.length > 0 || maxAge > 0;
  return {
    scopes,
    resources,
    ...(subject === '' ? {} : { subject }),
    ...(demandsSignIn ? { authentication: { acrValues, maxAge: maxAge > 0 ? seconds(maxAge) : undefined } } : {}),
  };
}

/** Whether a live token has the scopes and the subject that are wanted, whatever else it lacks. */
function isSufficient(service: Service, decision: AccessDecision, { scopes, subject }: AccessDemand, now: EpochSeconds): boolean {
  if (decision.action === 'accept') return true;
  const { token, isUsable } = decision;
  return isUsable && token !== undefined && findAccessFault(service, token, { scopes, subject }, now) === undefined;
}

/** Says whether a request with an access token may be served. */
export const processIntrospection: EngineOperation = serviceOperation({
  name: 'authIntrospectionApi',
  method: 'POST',
  path: '/auth/introspection',
  command: ['introspection', 'process'],
  summary: 'Say whether a request with an access token may be served.',
  description: 'The answer has a `WWW-Authenticate` header for requests that may not. A DPoP proof is used up by it.',
  right: 'use_introspection',
  takesForms: true,
  body: Type.Object({
    token: optionalText('The access token.'),
    ...presentationMembers,
    scopes: optionalTexts('Scopes that are needed.'),
    subject: optionalText('Whom the token must speak for.'),
    resources: optionalTexts('Resources that the token must be for.'),
    acrValues: optionalTexts('Classes of which the person must have reached one.'),
    maxAge: Type.Optional(Type.Integer({ description: 'How long ago the person may have signed in, in seconds.' })),
    uri: optionalText('Not supported: signatures of messages are not checked.'),
    targetUri: optionalText('Not supported.'),
    message: optionalText('Not supported.'),
    headers: Type.Optional(Type.Array(pair, { description: 'Not supported.' })),
    requiredComponents: optionalTexts('Not supported.'),
    requestBodyContained: Type.Optional(Type.Boolean({ description: 'Not supported.' })),
  }),
  refusals: explainCodes(codes),
  example: { token: '$ACCESS_TOKEN', scopes: ['read'] },
  async run(call) {
    const { body, service, rooms } = call;
    const { engine } = rooms;
    refuseMembers(body, ['uri', 'targetUri', 'message', 'headers', 'requiredComponents', 'requestBodyContained']);
    const dpopNonce = nonceOf(call);
    const { token = '' } = body;
    const demand = readDemand(body);
    if (token === '') {
      const error = new OAuthError('invalid_request', 'The access token is missing.');
      return {
        body: { ...challengeResult(codes, { error, scheme: 'Bearer', demand, status: 400 }), existent: false, usable: false, dpopNonce },
      };
    }
    const presentation = readPresentation(call, { htm: 'GET', htu: '' });
    const decision = await judgePresentedToken(engine, { service, token, presentation, demand });
    const known = decision.token;
    return {
      body: {
        ...(decision.action === 'accept'
          ? { ...resultOf('A056001', 'The access token is good.'), action: 'OK', responseContent: noChallenge }
          : challengeResult(codes, decision)),
        existent: known !== undefined,
        usable: decision.action === 'accept' || decision.isUsable,
        sufficient: isSufficient(service, decision, demand, engine.clock()),
        ...(known && (await describeAccessToken(engine, service, known))),
        dpopNonce,
      },
    };
  },
});
