import { readFileSync } from 'node:fs';
import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';
import type { AgentFlags } from './agent-options.ts';

/** An agent's server and token. */
export interface AgentIdentity {
  readonly url: string;
  readonly token: string;
}

function readTokenFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandFailure(`the agent token file ${path} cannot be read: ${String(error)}`);
  }
  const token = text.trim();
  if (token === '') throw new CommandFailure(`the agent token file ${path} is empty`);
  return token;
}

/**
 * Who the command talks as, if it talks as an agent: undefined when nothing says so. The token wins over the file.
 *
 * @throws CommandFailure naming what is missing when only a part is given
 */
export async function findAgentIdentity(flags: AgentFlags, _environment: Environment): Promise<AgentIdentity | undefined> {
  const { 'agent-token': token, 'agent-token-file': file, 'agent-url': url } = flags;
  if (token === undefined && file === undefined) {
    if (url === undefined) return undefined;
    throw new CommandFailure('an agent needs a token: set GRANTRY_AGENT_TOKEN or GRANTRY_AGENT_TOKEN_FILE (or CODER_…)');
  }
  if (url === undefined) throw new CommandFailure('an agent needs its server: set GRANTRY_AGENT_URL (or CODER_AGENT_URL)');
  return { url, token: token ?? readTokenFile(file ?? '') };
}
