import type { CommandTerminal } from '../command.ts';
import { credentialsPath, readCredentials } from '../credentials/credentials-file.ts';
import { canonicalUrl, getSignedIn } from '../credentials/signed-in.ts';
import type { Environment } from '../environment.ts';
import { decodeTimeout } from '../frame/decode-timeout.ts';
import type { Frame } from '../frame/frame.ts';
import { type Configuration, configurationPath, readConfiguration } from './configuration-file.ts';
import { localServer } from './servers.ts';

/** Where a value was found. */
export type Source = 'flag' | 'env' | 'config' | 'sign-in' | 'unset';

/** The server that is meant, and what to call it with. */
export interface Target {
  readonly url: string;
  readonly bearer: string | undefined;
  readonly bearerSource: Source;
}

function urlOf({ serverUrl }: Frame, configuration: Configuration, environment: Environment): string {
  if (serverUrl !== undefined) return serverUrl;
  const named = environment.GRANTRY_SERVER_URL || environment.GRANTRY_URL || configuration.serverUrl;
  return named || (readCredentials(credentialsPath(environment)).current ?? localServer);
}

/** The sign-in at that server, if there is one: it is never sent to another. */
async function findSignIn(environment: Environment, url: string): Promise<string | undefined> {
  if (environment.GRANTRY_TOKEN) return environment.GRANTRY_TOKEN;
  const isSignedIn = Object.hasOwn(readCredentials(credentialsPath(environment)).deployments, url);
  return isSignedIn ? (await getSignedIn(environment, url)).token : undefined;
}

/**
 * Which server a command of the engine API calls, and with which token: the flags first, then the environment, then the configuration
 * file, then the sign-in at that server.
 */
export async function resolveTarget({ frame, environment }: CommandTerminal): Promise<Target> {
  const configuration = await readConfiguration(environment);
  const url = canonicalUrl(urlOf(frame, configuration, environment));
  const found: readonly (readonly [Source, string | undefined])[] = [
    ['flag', frame.bearer],
    ['env', environment.GRANTRY_BEARER || undefined],
    ['config', configuration.bearer],
  ];
  const [bearerSource, bearer] = found.find(([, value]) => value !== undefined) ?? ['sign-in', await findSignIn(environment, url)];
  return { url, bearer, bearerSource: bearer === undefined ? 'unset' : bearerSource };
}

/**
 * How many milliseconds a request may take, where neither a flag nor the environment says.
 *
 * @throws CommandFailure naming the file, if that is no length of time
 */
export async function findConfiguredTimeout(environment: Environment): Promise<number | undefined> {
  const { timeout } = await readConfiguration(environment);
  return timeout === undefined ? undefined : decodeTimeout(`timeout in ${configurationPath(environment)}`, timeout);
}
