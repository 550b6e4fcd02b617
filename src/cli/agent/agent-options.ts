import type { DefaultedOption, TextOption } from '../command.ts';
import { proofs } from './registry.ts';

/** Proves itself with a token that it was given. */
export const byToken = 'token';

/** The flags of every command that may talk as an agent. */
export interface AgentOptions
  extends Readonly<
    Record<'agent-token' | 'agent-token-file' | 'agent-url' | 'agent-name' | 'identity-token-file' | 'identity-audience', TextOption>
  > {
  readonly auth: DefaultedOption;
}

/** See {@link AgentOptions}. */
export const agentOptions: AgentOptions = {
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
    default: byToken,
    accepts: [byToken, ...proofs.map(({ auth }) => auth)],
    summary: 'Specify the authentication type to use for the agent.',
  },
  'agent-name': {
    value: 'string',
    env: ['GRANTRY_AGENT_NAME', 'CODER_AGENT_NAME'],
    summary: 'Which agent this is, by name or id, where several have the same identity.',
  },
  'identity-token-file': {
    value: 'path',
    env: ['GRANTRY_IDENTITY_TOKEN_FILE'],
    summary: 'A file with the JWT that --auth oidc presents. GitHub Actions needs none.',
  },
  'identity-audience': {
    value: 'string',
    env: ['GRANTRY_IDENTITY_AUDIENCE'],
    summary: 'The audience a JWT is asked for. Left out, it is the URL of the deployment.',
  },
};

/** What {@link agentOptions} were given. */
export interface AgentFlags {
  readonly auth: string;
  readonly 'agent-token': string | undefined;
  readonly 'agent-token-file': string | undefined;
  readonly 'agent-url': string | undefined;
  readonly 'agent-name': string | undefined;
  readonly 'identity-token-file': string | undefined;
  readonly 'identity-audience': string | undefined;
}
