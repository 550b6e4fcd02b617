import Type from 'typebox';
import { issueForTicket } from '../../../../engine/tickets/issue-for-ticket.ts';
import { epochSeconds } from '../../../../protocol/units.ts';
import { answerAuthorization, authorizationAnswerMembers } from '../../authorization-answer.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { readTerms } from '../../read-terms.ts';
import { refuseMembers } from '../../refuse-members.ts';
import { authorizationDetails, readDetails } from '../../schemas/authorization-details.ts';
import { optionalText, optionalTexts, properties, text } from '../../schemas/members.ts';
import { issueCodes } from './authorization-codes.ts';

/** Answers an authorization request that the person allowed. */
export const issueAuthorization: EngineOperation = serviceOperation({
  name: 'authAuthorizationIssueApi',
  method: 'POST',
  path: '/auth/authorization/issue',
  command: ['authorization', 'issue'],
  summary: 'Issue a code for an authorization request.',
  description:
    'The person behind the ticket is who the request wants, and allows it. What you say here of the tokens holds for those of the code and for all that follow by refreshing.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    ticket: text('The ticket of the request.'),
    subject: text('Your id of the person: 1 to 100 characters of ASCII.'),
    authTime: Type.Optional(Type.Integer({ description: 'When the person signed in, in seconds since 1970; now if left out.' })),
    acr: optionalText('The authentication context class they reached.'),
    claims: optionalText('What the ID token says of them: the text of a JSON object.'),
    properties,
    scopes: optionalTexts('The scopes they allow, in place of those that were asked for. `openid` is not added.'),
    sub: optionalText('What the ID token calls them, in place of the subject.'),
    idtHeaderParams: optionalText('More members of the header of the ID token: the text of a JSON object.'),
    claimsForTx: optionalText('Not supported.'),
    verifiedClaimsForTx: optionalTexts('Not supported.'),
    consentedClaims: optionalTexts('The claims they let the client know.'),
    authorizationDetails: Type.Optional(authorizationDetails),
    jwtAtClaims: optionalText('More claims for access tokens that are JWTs: the text of a JSON object.'),
    accessToken: optionalText('Not supported.'),
    accessTokenDuration: Type.Optional(Type.Integer({ description: 'How long access tokens live, in seconds.' })),
    sessionId: optionalText('Your id of their session: `sid` in the ID token.'),
    idTokenAudType: optionalText('How the ID token writes `aud`: `array` or `string`.'),
  }),
  answer: Type.Object({
    ...authorizationAnswerMembers,
    authorizationCode: Type.Optional(Type.String()),
    ticketInfo: Type.Optional(Type.Object({ context: Type.String({ description: 'What you kept with the ticket.' }) })),
  }),
  refusals: explainCodes(issueCodes),
  example: { ticket: '$TICKET', subject: 'ada', authTime: 1_760_000_000, claims: '{"name":"Ada"}' },
  async run(call) {
    const { service, body, rooms } = call;
    refuseMembers(body, ['claimsForTx', 'verifiedClaimsForTx', 'accessToken']);
    const { engine } = rooms;
    const decision = await issueForTicket(engine, {
      service,
      ticket: body.ticket,
      subject: {
        subject: body.subject,
        authTime: body.authTime === undefined || body.authTime <= 0 ? engine.clock() : epochSeconds(body.authTime),
        acr: body.acr === '' ? undefined : body.acr,
        amr: [],
        sessionId: body.sessionId === '' ? undefined : body.sessionId,
      },
      scopes: body.scopes,
      authorizationDetails: body.authorizationDetails && readDetails(body.authorizationDetails),
      terms: readTerms(body),
    });
    const answer = await answerAuthorization(call, decision, issueCodes);
    if (decision.action === 'show_error') return { body: { ...answer } };
    const { context = '' } = decision;
    return {
      body: { ...answer, authorizationCode: decision.answer.code, ticketInfo: context === '' ? undefined : { context } },
    };
  },
});
