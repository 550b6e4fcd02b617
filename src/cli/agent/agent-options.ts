import type { DefaultedOption, TextOption } from '../command.ts';

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
  readonly auth: string;
  readonly 'agent-token': string | undefined;
  readonly 'agent-token-file': string | undefined;
  readonly 'agent-url': string | undefined;
}
