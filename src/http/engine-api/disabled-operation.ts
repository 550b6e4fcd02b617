import type { OAuthErrorCode } from '../../protocol/oauth-error.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from './engine-operation.ts';
import { type Result, resultOf } from './oauth-result.ts';

/** What the operations of a feature have in common. */
export interface DisabledFeature {
  /** What services do not do, to complete “This service does not …”. */
  readonly does: string;
  /** What a token must allow to be told. */
  readonly right: EngineOperation['right'];
}

/** How one operation of a feature answers while services do not have it. */
export interface DisabledAnswer {
  readonly code: string;
  /** What the front end is to do; left out where the interface has no action. */
  readonly action?: string;
  /** For the client, where the front end hands something on. */
  readonly error?: OAuthErrorCode;
  /** @default 200 */
  readonly status?: number;
}

/** An operation of a feature that no service has. */
export interface DisabledOperation
  extends Pick<
    EngineOperation,
    'name' | 'method' | 'path' | 'command' | 'summary' | 'params' | 'query' | 'body' | 'takesForms' | 'example'
  > {
  readonly refusal: DisabledAnswer;
}

const contentOf = (error: OAuthErrorCode | undefined, { resultMessage }: Result): string | undefined =>
  error && JSON.stringify({ error, error_description: resultMessage });

/**
 * Defines the operations of a feature that no service has: calls are checked as everywhere, and answered with what the interface
 * documents for services where the feature is not enabled.
 */
export const disabledOperations = (
  { does, right }: DisabledFeature,
  operations: readonly DisabledOperation[],
): readonly EngineOperation[] =>
  operations.map(({ refusal: { code, action, error, status }, ...operation }) => {
    const result = resultOf(code, `This service does not ${does}.`);
    const answer: EngineAnswer = { ...(status && { status }), body: { ...result, action, responseContent: contentOf(error, result) } };
    return serviceOperation({
      ...operation,
      right,
      refusals: [{ code, cause: `This service does not ${does}.`, fix: 'Do without: no service does so yet.' }],
      description: `Services do not ${does} yet: the answer says so.`,
      run: async () => answer,
    });
  });
