import { readFileSync } from 'node:fs';
import type { DefaultedOption, TextOption } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';

/** The flags of every command that may talk as an agent. */
export const agentOptions: Readonly<Record<'agent-token' | 'agent-token-file' | 'agent-url', TextOption>> & {
  readonly auth: DefaultedOption;
} = {
  'agent-token': {
    value: 'string',
    env: ['GRANTRY_AGENT_TOKEN', 'CODER_AGENT_TOKEN'],
    summary: 'An agent authentication token.',
  },
  'agent-token-file': {
    value: 'string',
    env: ['GRANTRY_AGENT_TOKEN_FILE', 'CODER_AGENT_TOKEN_FILE'],
    summary: 'A file containing an agent authentication token.',
  },
  'agent-url': {
    value: 'url',
    env: ['GRANTRY_AGENT_URL', 'CODER_AGENT_URL'],
    summary: 'URL for an agent to access your deployment.',
  },
  auth: {
    value: 'string',
    env: ['GRANTRY_AGENT_AUTH', 'CODER_AGENT_AUTH'],
    default: 'token',
    accepts: ['token'],
    summary: 'Specify the authentication type to use for the agent.',
  },
};

/** What {@link agentOptions} were given. */
export interface AgentFlags {
  readonly 'agent-token': string | undefined;
  readonly 'agent-token-file': string | undefined;
  readonly 'agent-url': string | undefined;
}

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
export function findAgentIdentity(flags: AgentFlags): AgentIdentity | undefined {
  const { 'agent-token': token, 'agent-token-file': file, 'agent-url': url } = flags;
  if (token === undefined && file === undefined) {
    if (url === undefined) return undefined;
    throw new CommandFailure('an agent needs a token: set GRANTRY_AGENT_TOKEN or GRANTRY_AGENT_TOKEN_FILE (or CODER_…)');
  }
  if (url === undefined) throw new CommandFailure('an agent needs its server: set GRANTRY_AGENT_URL (or CODER_AGENT_URL)');
  return { url, token: token ?? readTokenFile(file ?? '') };
}
