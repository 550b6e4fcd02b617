import { epochSeconds } from '../../protocol/units.ts';
import type { ReplayMark } from '../model/replay-mark.ts';
import type { Engine } from '../ports.ts';

/**
 * Makes the mark of a thing that is good once. The rule that uses it up looks whether `facts.isMarked`, and writes `mark_used` along
 * with everything else: of two requests at the same time, on whatever nodes, one meets a conflict and finds the mark when it looks again.
 *
 * @param parts what makes the thing one of its kind: who issued it, and its `jti`.
 */
export const replayMark = (
  { sha256 }: Pick<Engine, 'sha256'>,
  { kind, parts, expiresAt }: { readonly kind: string; readonly parts: readonly (string | number)[]; readonly expiresAt: number },
): ReplayMark => ({
  kind,
  key: sha256(encodeURIComponent(JSON.stringify(parts).toWellFormed())),
  expiresAt: epochSeconds(Math.ceil(expiresAt)),
});
