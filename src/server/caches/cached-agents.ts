import type { IdentityChange } from '../../identity/changes.ts';
import type { IdentityFacts } from '../../identity/ports.ts';
import type { Commit } from '../../protocol/commit.ts';
import { forgetAfter, ShortMemory } from './short-memory.ts';

type AgentWithUser = NonNullable<Awaited<ReturnType<IdentityFacts['findAgentWithUser']>>>;

/** The changes that leave agents and their users as they are. */
const concernsNoAgent: Readonly<Partial<Record<IdentityChange['change'], true>>> = {
  insert_session: true,
  touch_session: true,
  delete_session: true,
  delete_sessions_of_user: true,
  insert_api_token: true,
  touch_api_token: true,
  delete_api_token: true,
  spend_attempt: true,
  insert_audit_event: true,
};

/**
 * Agents with their users, read at most once a second each: an agent asks for tokens again and again. A commit of this process is
 * seen at once; an agent that another node revokes is refused here within a second.
 */
export function cachedAgents(
  facts: IdentityFacts,
  commit: Commit<IdentityChange>,
): { readonly facts: IdentityFacts; readonly commit: Commit<IdentityChange> } {
  const memory = new ShortMemory<AgentWithUser>();
  return {
    facts: { ...facts, findAgentWithUser: (agentId) => memory.recall(agentId, () => facts.findAgentWithUser(agentId)) },
    commit: (changes) =>
      changes.every(({ change }) => concernsNoAgent[change]) ? commit(changes) : forgetAfter(memory, () => commit(changes)),
  };
}
