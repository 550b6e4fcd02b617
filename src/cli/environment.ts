/** Every variable that commands read and the server does not, with what it is for. */
export const commandVariables = {
  GRANTRY_URL: 'The server to talk to.',
  GRANTRY_TOKEN: 'A token to use in place of the signed-in one.',
  GRANTRY_CONFIG_HOME: 'Directory of the credentials file and of config.yaml.',
  GRANTRY_BEARER: 'A token to call the engine API with.',
  GRANTRY_SERVER_URL: 'The server whose engine API is called.',
  GRANTRY_OUTPUT_FORMAT: 'How results are written: pretty, json, yaml, table or toon.',
  GRANTRY_TIMEOUT: 'How long a request may take, such as 30s.',
  GRANTRY_AGENT_URL: 'The server an agent talks to.',
  GRANTRY_AGENT_TOKEN: "An agent's token.",
  GRANTRY_AGENT_TOKEN_FILE: "A file that holds an agent's token.",
  GRANTRY_AGENT_AUTH: 'How an agent proves itself.',
  GRANTRY_AGENT_NAME: 'Which agent this is, where several have the same identity.',
  GRANTRY_IDENTITY_TOKEN_FILE: 'A file with the JWT that an agent proves itself with.',
  GRANTRY_IDENTITY_AUDIENCE: 'The audience such a JWT is asked for.',
  GRANTRY_SETUP_PASSWORD: "The owner's password, for grantry setup.",
} as const;

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;
