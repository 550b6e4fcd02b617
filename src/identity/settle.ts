import type { Awaitable } from '../protocol/commit.ts';
import type { IdentityChange } from './changes.ts';
import type { Identity } from './ports.ts';
import type { Refusal } from './refusal.ts';

/** Conflicts in a row before we call it a bug: a condition that no gathering of facts can satisfy. */
const maxAttempts = 10;

/**
 * Gathers, judges and commits; after a conflict gathers and judges again, since the facts were stale.
 *
 * @param decide - gathers the facts and judges them; called once per attempt
 * @returns the decision whose changes are kept, or the refusal
 */
export async function settle<
  Decision extends { readonly action: string; readonly changes: readonly IdentityChange[] },
  Refused extends Refusal = Refusal,
>(identity: Pick<Identity, 'commit'>, decide: () => Awaitable<Decision | Refused>): Promise<Decision | Refused> {
  let conflict = '';
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const decision = await decide();
    if (!('changes' in decision)) return decision;
    const committed = await identity.commit(decision.changes);
    if (committed.outcome === 'committed') return decision;
    conflict = committed.change;
  }
  throw new Error(`${conflict} conflicted ${maxAttempts} times in a row`);
}
