/** Every environment variable that the command line reads on the client's side, with what it is for. Options refer to these. */
export const clientVariables = {
  GRANTRY_URL: 'The server to talk to.',
  GRANTRY_TOKEN: 'A token to use in place of the signed-in one.',
  GRANTRY_CONFIG_HOME: 'Directory of the credentials file.',
  GRANTRY_AGENT_URL: 'The server an agent talks to.',
  GRANTRY_AGENT_TOKEN: "An agent's token.",
  GRANTRY_AGENT_TOKEN_FILE: "A file that holds an agent's token.",
  GRANTRY_AGENT_AUTH: 'How an agent proves itself.',
} as const;

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;
