import type { Agent } from '../model/session.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** One of the user's agents by its id or its name; ids win. */
export async function findLiveAgent({ facts }: Pick<Identity, 'facts'>, userId: string, identifier: string): Promise<Agent | Refusal> {
  const live = await facts.listAgents(userId);
  const found = live.find(({ id }) => id === identifier) ?? live.find(({ name }) => name === identifier);
  return found ?? refuse('not_found', 'There is no such agent.');
}
