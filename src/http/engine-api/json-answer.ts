import type { EngineAnswer } from './engine-operation.ts';

/** An answer that is any JSON, on several lines if it is for people. */
export const jsonAnswer = (value: unknown, isPretty: boolean | undefined): EngineAnswer => ({
  json: JSON.stringify(value, undefined, isPretty === true ? 2 : undefined),
});
