import type { EngineChange } from '../engine/changes.ts';
import type { Commit } from '../protocol/commit.ts';

/** Changes of the keys that services sign with. */
const keyChanges: ReadonlySet<string> = new Set<EngineChange['change']>([
  'insert_signing_key',
  'retire_signing_key',
  'delete_signing_keys_of_service',
]);

/** A commit that says afterwards when signing keys changed: whoever gives a service another key has it sign at once. */
export const keyChangingCommit =
  (commit: Commit<EngineChange>, onKeysChanged: () => void): Commit<EngineChange> =>
  (changes) => {
    if (!changes.some(({ change }) => keyChanges.has(change))) return commit(changes);
    return commit(changes).finally(onKeysChanged); // also when the outcome is unknown
  };
