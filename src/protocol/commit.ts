/**
 * Keeps all changes of one decision, or none of them.
 *
 * A change that is conditional (“consume this code *if unused*”) and finds its condition false makes the whole commit a
 * conflict: nothing is written, and the caller gathers the facts and judges again. A conflict may be reported spuriously, never
 * missed. The promise settles after the changes are durable; it rejects only when the store itself failed, and then the outcome
 * is unknown to the caller, who must not answer as if it were known.
 */
export type Commit<Change> = (changes: readonly Change[]) => Promise<CommitOutcome>;

/** What became of a commit. `change` names the conditional change that did not apply. */
export type CommitOutcome = { readonly outcome: 'committed' } | { readonly outcome: 'conflict'; readonly change: string };

/** A value, at once from an embedded store or later from a distant one. */
export type Awaitable<Value> = Value | Promise<Value>;
