import { callApi } from '../api/call-api.ts';
import { readAnswer } from '../api/read-answer.ts';
import { findWire } from '../api/wire.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';
import { type Credentials, credentialsPath, type Deployment, readCredentials, writeCredentials } from './credentials-file.ts';
import { clientId, readTokenAnswer } from './token-answer.ts';

/** A server, and the token to talk to it with. */
export interface SignedIn {
  readonly url: string;
  readonly token: string;
}

/** How long before its end a token is replaced: time enough for the request that it is wanted for. */
const marginInSeconds = 60;

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

const isFresh = ({ refresh_token, expires_at }: Deployment): boolean =>
  refresh_token === undefined || expires_at === undefined || expires_at - marginInSeconds > nowInSeconds();

function findDeployment(credentials: Credentials, url: string): Deployment {
  const deployment = Object.hasOwn(credentials.deployments, url) ? credentials.deployments[url] : undefined;
  if (deployment === undefined) throw new CommandFailure(`you are not signed in to ${url}`, `grantry login ${url}`);
  return deployment;
}

/**
 * Refreshes under the lock, after looking again: of several processes that find the token stale, the first asks the server and the
 * others take what it kept. Should this process die between the server's answer and the write, the old refresh token gets the same
 * successor again within the server's leeway.
 */
async function refresh(path: string, url: string): Promise<string> {
  const { withCredentialsLock } = await import('./credentials-lock.ts');
  return withCredentialsLock(path, async () => {
    const credentials = readCredentials(path);
    const deployment = findDeployment(credentials, url);
    if (isFresh(deployment) || deployment.refresh_token === undefined) return deployment.token;
    const form = { grant_type: 'refresh_token', refresh_token: deployment.refresh_token, client_id: clientId };
    const response = await callApi({ url, path: '/oauth2/token', method: 'POST', body: { form } });
    if (response.status === 400 || response.status === 401) {
      throw new CommandFailure(`your sign-in to ${url} has ended`, `grantry login ${url}`);
    }
    const refreshed = readTokenAnswer(url, readAnswer(url, response), nowInSeconds(), deployment.refresh_token);
    writeCredentials(path, { ...credentials, deployments: { ...credentials.deployments, [url]: refreshed } });
    return refreshed.token;
  });
}

/** A server's URL as the credentials file has it: without trailing slashes. */
export const canonicalUrl = (url: string): string => url.replace(/\/+$/, '');

/**
 * The server that is meant and a token for it that works for another minute: `GRANTRY_TOKEN` if it is set, otherwise what
 * `grantry login` keeps, refreshed when it is due.
 *
 * @param named - the server that was named; the current one if undefined
 * @throws CommandFailure if nobody is signed in there
 */
export async function getSignedIn(environment: Environment, named: string | undefined): Promise<SignedIn> {
  const path = credentialsPath(environment);
  const fromEnvironment = environment.GRANTRY_TOKEN || undefined;
  const credentials = readCredentials(path);
  const url = named === undefined ? credentials.current : canonicalUrl(named);
  if (url === undefined) throw new CommandFailure('you are not signed in to any server', 'grantry login <url>');
  if (fromEnvironment !== undefined) return { url, token: fromEnvironment };
  const deployment = findDeployment(credentials, url);
  const isUsed = isFresh(deployment) || findWire()?.isDryRun === true; // a request that is only shown is not worth another
  return { url, token: isUsed ? deployment.token : await refresh(path, url) };
}
