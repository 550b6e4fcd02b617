import type { EngineOperation } from '../engine-operation.ts';
import { callerExplanations } from './caller-codes.ts';
import type { ExplainedCode } from './explain-codes.ts';

/** Every code that the operations answer errors with, in order: the reference explains each under an anchor that `error_uri` links to. */
export function listExplainedCodes(operations: readonly EngineOperation[]): readonly ExplainedCode[] {
  const callers = Object.entries(callerExplanations).map(([code, explanation]) => ({ code, ...explanation }));
  const all = [...operations.flatMap(({ refusals = [] }) => refusals), ...callers];
  const byCode = new Map(all.map((explained) => [explained.code, explained]));
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
