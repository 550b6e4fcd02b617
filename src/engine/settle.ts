import type { Awaitable } from '../protocol/commit.ts';
import { OAuthError } from '../protocol/oauth-error.ts';
import type { EngineChange } from './changes.ts';
import { type Refusal, refuse } from './decision.ts';
import type { Engine } from './ports.ts';

/** Each conflict means that somebody else's write went through, so a handful of rounds only ends under a bug or an attack. */
const rounds = 5;

/**
 * Gathers, judges and commits until the decision is kept; returns it afterwards, so that nothing is answered before it is durable.
 * An `OAuthError` thrown by a decoder becomes a refusal.
 *
 * @returns a refusal with `temporarily_unavailable` when every round met a conflict.
 */
export async function settle<Decision extends { readonly changes: readonly EngineChange[] }>(
  engine: Pick<Engine, 'commit'>,
  decide: () => Awaitable<Decision>,
): Promise<Decision | Refusal> {
  try {
    for (let round = 0; round < rounds; round++) {
      const decision = await decide();
      if (decision.changes.length === 0) return decision;
      const { outcome } = await engine.commit(decision.changes);
      if (outcome === 'committed') return decision;
    }
  } catch (error) {
    if (error instanceof OAuthError) return refuse(error);
    throw error;
  }
  return refuse(new OAuthError('temporarily_unavailable', 'The server is busy. Try again.', `${rounds} conflicts in a row`));
}
