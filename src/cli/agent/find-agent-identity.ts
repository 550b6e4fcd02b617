import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';
import { type AgentFlags, byToken } from './agent-options.ts';
import { readTokenFile } from './read-token-file.ts';

/** An agent's server and token. */
export interface AgentIdentity {
  readonly url: string;
  readonly token: string;
}

const urlIsNeeded = 'an agent needs its server: set GRANTRY_AGENT_URL (or CODER_AGENT_URL)';

/**
 * Who the command talks as, if it talks as an agent: undefined when nothing says so. The token wins over the file. An agent that has
 * neither, and is told how to prove what it is, gets a token for that.
 *
 * @throws CommandFailure naming what is missing when only a part is given, or saying why the proof fails
 */
export async function findAgentIdentity(flags: AgentFlags, environment: Environment): Promise<AgentIdentity | undefined> {
  const { auth, 'agent-token': token, 'agent-token-file': file, 'agent-url': url } = flags;
  if (auth !== byToken) {
    if (url === undefined) throw new CommandFailure(urlIsNeeded);
    const { proveIdentity } = await import('./prove-identity.ts');
    return { url, token: await proveIdentity(url, flags, environment) };
  }
  if (token === undefined && file === undefined) {
    if (url === undefined) return undefined;
    throw new CommandFailure('an agent needs a token: set GRANTRY_AGENT_TOKEN or GRANTRY_AGENT_TOKEN_FILE (or CODER_…)');
  }
  if (url === undefined) throw new CommandFailure(urlIsNeeded);
  return { url, token: token ?? readTokenFile(file ?? '', 'agent token') };
}
