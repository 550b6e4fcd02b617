import type { IdentityChange } from '../../identity/changes.ts';
import type { ManagementToken } from '../../identity/model/session.ts';
import type { IdentityFacts } from '../../identity/ports.ts';
import type { Commit } from '../../protocol/commit.ts';
import { forgetAfter, ShortMemory } from './short-memory.ts';

/** The changes that leave management tokens as they are, and happen often. */
const concernsNoToken: Readonly<Partial<Record<IdentityChange['change'], true>>> = {
  insert_session: true,
  touch_session: true,
  delete_session: true,
  touch_api_token: true,
  spend_attempt: true,
  insert_audit_event: true,
};

/**
 * The tokens of the engine API, read at most once a second each: a front end shows the same one with every call. A commit of this process
 * is seen at once; a token that another node revokes is refused here within a second.
 */
export function cachedManagementTokens(
  facts: IdentityFacts,
  commit: Commit<IdentityChange>,
): { readonly facts: IdentityFacts; readonly commit: Commit<IdentityChange> } {
  const memory = new ShortMemory<ManagementToken>();
  return {
    facts: { ...facts, findManagementToken: (id) => memory.recall(id, () => facts.findManagementToken(id)) },
    commit: (changes) =>
      changes.every(({ change }) => concernsNoToken[change]) ? commit(changes) : forgetAfter(memory, () => commit(changes)),
  };
}
