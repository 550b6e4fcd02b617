import Type from 'typebox';
import { readIdTokenTerms } from '../../../../engine/terms/read-id-token-terms.ts';
import { encodeTokenResponse } from '../../../../engine/token/encode-token-response.ts';
import { reissueIdToken } from '../../../../engine/token/reissue-id-token.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCode } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { optionalText, text } from '../../schemas/members.ts';
import { sentenceOf } from './refused-management.ts';

/** Makes the answer of a refresh once more, with another ID token. */
export const reissueIdTokenOperation: EngineOperation = serviceOperation({
  name: 'idtokenReissueApi',
  method: 'POST',
  path: '/idtoken/reissue',
  command: ['token management', 'reissue-id-token'],
  summary: 'Make the ID token of a refresh anew.',
  description: 'After `token process` has said by the action `ID_TOKEN_REISSUABLE` that it may be. The tokens themselves stay.',
  right: 'use_service',
  body: Type.Object({
    accessToken: text('The access token that was issued: the JWT, if it is one.'),
    refreshToken: text('The refresh token that was issued.'),
    sub: optionalText('What the ID token calls the person.'),
    claims: optionalText('What it says of the person: the text of a JSON object.'),
    idtHeaderParams: optionalText('More members of its header: the text of a JSON object.'),
    idTokenAudType: optionalText('`array` or `string`: how it writes its audience.'),
  }),
  refusals: [explainCode('A379201')],
  example: { accessToken: '$FRESH_ACCESS_TOKEN', refreshToken: '$FRESH_REFRESH_TOKEN', claims: '{"name":"John"}' },
  async run({ body, service, rooms: { engine } }) {
    const { accessToken, refreshToken, ...input } = body;
    const terms = readIdTokenTerms(input);
    if ('fault' in terms) throw new CallerError('wrongMember', `The member ${terms.member} is not right: ${terms.fault}.`);
    const issued = await reissueIdToken(engine, { service, accessToken, refreshToken, terms });
    if (issued instanceof OAuthError) {
      const result = resultOf('A379201', sentenceOf(issued.reason));
      const responseContent = JSON.stringify({ error: 'server_error', error_description: result.resultMessage });
      return { body: { ...result, action: 'CALLER_ERROR', responseContent } };
    }
    const response = await encodeTokenResponse(engine, issued, engine.clock());
    return {
      body: {
        ...resultOf('A379001', 'The ID token is made anew.'),
        action: 'OK',
        responseContent: JSON.stringify(response),
        idToken: response.id_token,
      },
    };
  },
});
