import Type, { type TSchema } from 'typebox';
import type { SendBack, ShowError } from '../../engine/authorize/authorization-decision.ts';
import { encodeAuthorizationResponse } from '../../engine/authorize/encode-authorization-response.ts';
import type { ServiceCall } from './engine-operation.ts';
import { formPostPage } from './form-post-page.ts';
import { type Result, refusedResult, resultOf } from './oauth-result.ts';
import { type ResultCodes, resultCodeOf } from './result-codes.ts';
import { resultMembers } from './schemas/result.ts';
import { errorUri } from './shape-errors.ts';

/** The members of such an answer. */
export const authorizationAnswerMembers: Readonly<Record<string, TSchema>> = {
  ...resultMembers,
  action: Type.Enum(['LOCATION', 'FORM', 'BAD_REQUEST', 'INTERNAL_SERVER_ERROR'], {
    description: 'Answer with 302 to `responseContent`, with it as a page, or with 400 or 500 and it as JSON.',
  }),
  responseContent: Type.String(),
};

/** How the front end answers the browser. */
export interface AuthorizationAnswer extends Result {
  /** 302 to `responseContent`, 200 with it as a page, 400 or 500 with it as JSON. */
  readonly action: 'LOCATION' | 'FORM' | 'BAD_REQUEST' | 'INTERNAL_SERVER_ERROR';
  readonly responseContent: string;
}

const allowed = resultOf('A040001', 'The authorization request was allowed.');

/** The answer with its code before what the client is told of the error, and a link, as its service wants errors. */
function withErrorCode(
  { rooms, service: { answerRules } }: Pick<ServiceCall, 'rooms' | 'service'>,
  sendBack: SendBack,
  { resultCode, resultMessage }: Result,
): SendBack {
  const { error, error_description: description, ...rest } = sendBack.answer;
  const answer = {
    error,
    error_description: description && resultMessage,
    error_uri: answerRules.errorUriOmitted ? undefined : errorUri(rooms.accessUrl, resultCode),
    ...rest,
  };
  return { ...sendBack, answer };
}

/**
 * Tells the front end how to answer the browser: with what goes to the client in the response mode it asked for, or with an error of which the client
 * is not told (RFC 6749 §4.1.2.1).
 */
export async function answerAuthorization(
  call: Pick<ServiceCall, 'rooms' | 'service'>,
  decision: SendBack | ShowError,
  codes: ResultCodes,
): Promise<AuthorizationAnswer> {
  if (decision.action === 'show_error') {
    const action = decision.error.status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST';
    return { ...refusedResult(codes, decision.error), action };
  }
  const { error } = decision;
  const { engine } = call.rooms;
  const result = error === undefined ? allowed : resultOf(resultCodeOf(codes, error), error.message);
  const coded = error === undefined ? decision : withErrorCode(call, decision, result);
  const response = await encodeAuthorizationResponse(engine, call.service, coded, engine.clock());
  switch (response.as) {
    case 'location':
      return { ...result, action: 'LOCATION', responseContent: response.location };
    case 'form':
      return { ...result, action: 'FORM', responseContent: formPostPage(response) };
  }
}
