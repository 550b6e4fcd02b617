import type { Environment } from '../environment.ts';
import { type Credentials, credentialsPath, type Deployment, readCredentials, writeCredentials } from './credentials-file.ts';
import { withCredentialsLock } from './credentials-lock.ts';

const change = (environment: Environment, decide: (credentials: Credentials) => Credentials): Promise<void> => {
  const path = credentialsPath(environment);
  return withCredentialsLock(path, () => writeCredentials(path, decide(readCredentials(path))));
};

/** Keeps what belongs to a server, and makes it the current one. */
export const keepDeployment = (environment: Environment, url: string, deployment: Deployment): Promise<void> =>
  change(environment, ({ deployments }) => ({ current: url, deployments: { ...deployments, [url]: deployment } }));

/** Forgets a server. */
export const forgetDeployment = (environment: Environment, url: string): Promise<void> =>
  change(environment, ({ current, deployments: { [url]: _forgotten, ...deployments } }) => {
    const next = current === url ? Object.keys(deployments)[0] : current;
    return { ...(next === undefined ? {} : { current: next }), deployments };
  });
