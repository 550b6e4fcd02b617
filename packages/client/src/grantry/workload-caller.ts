import { textOf } from '../wire/parse-object.ts';
import { agentPath, type Caller } from './caller.ts';
import { CallerRefusedError, GrantryError, GrantryUnavailableError } from './errors.ts';
import type { ServerAnswer, ServerRequest } from './server.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Gets the JWT a workload proves itself with: a Kubernetes service account's, a CI job's. */
export type IdentityToken = (context: { readonly audience: string; readonly signal: AbortSignal }) => string | Promise<string>;

/** A workload known to the server by the tokens of an issuer it trusts. */
export interface Workload {
  readonly identityToken: IdentityToken;
  /** Whom the JWT must be for. */
  readonly audience: string;
  /** Which agent it is, by name or id, where several have the same identity. */
  readonly agentName: string | undefined;
}

/** Sends a request that may be repeated; calls back when it has to be. */
export type Ask = (request: ServerRequest, signal: AbortSignal, onTrouble?: () => void) => Promise<ServerAnswer>;

const proofPath = '/api/v2/workspaceagents/oidc-identity';

function readSession({ status, body }: ServerAnswer, identityToken: string): string {
  const session = textOf(body, 'session_token') ?? '';
  if (status === 200 && session !== '') return session;
  if (status === 200) throw new GrantryError('The answer has no session token: is this a Grantry server?');
  const said = textOf(body, 'message') ?? `status ${status}`;
  const words = withoutSecrets(said, [identityToken]);
  if (status >= 500) throw new GrantryUnavailableError(`Grantry cannot check the identity of this workload now: ${words}`);
  throw new CallerRefusedError(`Grantry does not accept the identity of this workload: ${words}`);
}

/** A workload that exchanges its platform's JWT for a session of an agent, and keeps the session until it is refused. */
export function workloadCaller({ identityToken, audience, agentName }: Workload, ask: Ask): Caller {
  let session: string | undefined;
  return {
    path: agentPath,
    async credential(signal) {
      if (session !== undefined) return session;
      const token = (await identityToken({ audience, signal })).trim();
      if (token === '') throw new CallerRefusedError('The identity token of this workload is empty.');
      const json = { token, ...(agentName === undefined ? {} : { agent_name: agentName }) };
      session = readSession(await ask({ method: 'POST', path: proofPath, json }, signal), token);
      return session;
    },
    forget(credential) {
      if (session === credential) session = undefined;
    },
  };
}
