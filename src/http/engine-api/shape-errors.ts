import { plainAnswerRules, type ServiceAnswerRules } from '../../engine/model/answer-rules.ts';
import { parseObject } from '../../protocol/jose/parse-object.ts';
import type { EngineAnswer } from './engine-operation.ts';

/** Where the codes of this interface are explained. */
export const errorUri = (accessUrl: string, resultCode: unknown): string => `${accessUrl}/docs#${String(resultCode)}`;

/**
 * The answer with the error for the client as its service wants errors: without a description, or with a link. What is no error, or no
 * JSON, stays as it is.
 *
 * @see RFC 6749 §5.2 `error_description`, `error_uri`
 */
export function shapeErrors(answer: EngineAnswer, rules: ServiceAnswerRules, accessUrl: string): EngineAnswer {
  if (rules === plainAnswerRules || typeof answer.body?.responseContent !== 'string') return answer;
  const { error, error_description: description, ...rest } = parseObject(answer.body.responseContent) ?? {};
  if (typeof error !== 'string') return answer;
  const content = {
    error,
    ...(rules.errorDescriptionOmitted ? {} : { error_description: description }),
    ...(rules.errorUriOmitted ? {} : { error_uri: errorUri(accessUrl, answer.body.resultCode) }),
    ...rest,
  };
  return { ...answer, body: { ...answer.body, responseContent: JSON.stringify(content) } };
}
