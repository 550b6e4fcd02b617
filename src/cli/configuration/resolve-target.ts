import type { CommandTerminal } from '../command.ts';
import { credentialsPath, readCredentials } from '../credentials/credentials-file.ts';
import { canonicalUrl, getSignedIn } from '../credentials/signed-in.ts';
import type { Environment } from '../environment.ts';
import { decodeTimeout } from '../frame/decode-timeout.ts';
import type { Frame } from '../frame/frame.ts';
import { type Configuration, configurationPath, readConfiguration } from './configuration-file.ts';
import { localServer } from './servers.ts';

/** Where a value was found. */
export type Source = 'flag' | 'env' | 'config' | 'sign-in' | 'default' | 'unset';

/** The server that is meant, and what to call it with. */
export interface Target {
  readonly url: string;
  readonly urlSource: Source;
  readonly bearer: string | undefined;
  readonly bearerSource: Source;
}

type Found = readonly [Source, string | undefined];

/** The first that is there. */
const findFirst = (found: readonly Found[]): Found => found.find(([, value]) => value !== undefined) ?? ['unset', undefined];

function findUrl({ serverUrl }: Frame, configuration: Configuration, environment: Environment): Found {
  const { GRANTRY_SERVER_URL: own, GRANTRY_URL: common } = environment;
  return findFirst([
    ['flag', serverUrl],
    ['env', own || common || undefined],
    ['config', configuration.serverUrl],
    ['sign-in', readCredentials(credentialsPath(environment)).current],
    ['default', localServer],
  ]);
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
  const [urlSource, named = localServer] = findUrl(frame, configuration, environment);
  const url = canonicalUrl(named);
  const [source, kept] = findFirst([
    ['flag', frame.bearer],
    ['env', environment.GRANTRY_BEARER || undefined],
    ['config', configuration.bearer],
  ]);
  const [bearerSource, bearer] = kept === undefined ? findFirst([['sign-in', await findSignIn(environment, url)]]) : [source, kept];
  return { url, urlSource, bearer, bearerSource };
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
