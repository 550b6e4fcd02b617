import { CommandFailure } from '../command-failure.ts';
import { credentialsPath, readCredentials } from '../credentials/credentials-file.ts';
import type { Environment } from '../environment.ts';
import { readConfiguration } from './configuration-file.ts';

/** Where `grantry serve` listens by itself. */
export const localServer = 'http://127.0.0.1:4600';

/**
 * The URL of the server that `--server` names, by its name or its number from 0: those of the configuration first, then those somebody
 * signed in to, by their hosts.
 *
 * @throws CommandFailure naming the servers there are
 */
export async function chooseConfiguredServer(wanted: string, environment: Environment): Promise<string> {
  const { servers } = await readConfiguration(environment);
  const signedIn = Object.keys(readCredentials(credentialsPath(environment)).deployments);
  const named = [...Object.entries(servers), ...signedIn.map((url) => [URL.parse(url)?.host ?? url, url] as const)];
  const known = named.length === 0 ? [['local', localServer] as const] : named;
  const [, url] = known.find(([name]) => name === wanted) ?? (/^\d+$/.test(wanted) ? known[Number(wanted)] : undefined) ?? [];
  if (url !== undefined) return url;
  const accepted = known.map(([name], index) => `${index} (${name})`).join(', ');
  throw new CommandFailure(`--server: found ${JSON.stringify(wanted)}; accepted: ${accepted}`);
}
