/** Who asks a Grantry server for tokens: an agent, a workload that proves what it is, or a user. */
export interface Caller {
  /** Where its tokens are, from the server's URL. */
  readonly path: string;
  /** What it shows the server now. */
  credential(signal: AbortSignal): Promise<string>;
  /** Takes note that the server refused a credential, so that the next one is another, if there is another. */
  forget(credential: string): void;
}

/** Where the tokens of an agent's user are. */
export const agentPath = '/api/v2/workspaceagents/me/external-auth';
/** Where the tokens of the user who asks are. */
export const userPath = '/api/v2/users/me/external-auth';

/** A credential that is at hand, or is looked up each time. */
export type Credential = string | (() => string | Promise<string>);

/** Somebody who has a credential. */
export const callerWith = (path: string, credential: Credential): Caller => ({
  path,
  credential: async () => (await (typeof credential === 'string' ? credential : credential())).trim(),
  forget: () => {},
});
