import type { AgentFlags } from '../agent/agent-options.ts';
import { findAgentIdentity } from '../agent/find-agent-identity.ts';
import type { Environment } from '../environment.ts';

/** Who asks the server for a token, and where such as they ask. */
export interface Asker {
  readonly url: string;
  readonly token: string;
  readonly path: string;
}

/**
 * Finds who asks: the agent if there is one, otherwise the person who is signed in.
 *
 * @throws CommandFailure if there is neither
 */
export async function getAsker(flags: AgentFlags & { readonly url: string | undefined }, environment: Environment): Promise<Asker> {
  const agent = await findAgentIdentity(flags, environment);
  if (agent !== undefined) return { ...agent, path: '/api/v2/workspaceagents/me/external-auth' };
  const { getSignedIn } = await import('../credentials/signed-in.ts');
  return { ...(await getSignedIn(environment, flags.url)), path: '/api/v2/users/me/external-auth' };
}
