import { callAsUser } from '../api/call-as-user.ts';
import { isJsonObject } from '../api/read-answer.ts';
import type { Environment } from '../environment.ts';

/**
 * Asks the server whose repositories its providers serve. A provider whose pattern names no single place is left out.
 *
 * @throws CommandFailure if nobody is signed in, or the server refuses
 */
export async function listProviderUrls(environment: Environment, server: string | undefined): Promise<readonly string[]> {
  const { body } = await callAsUser(environment, server, { path: '/api/v2/external-auth' });
  const providers = Array.isArray(body.providers) ? body.providers.filter(isJsonObject) : [];
  const urls = providers.flatMap(({ git_urls: found }) => (Array.isArray(found) ? found : []));
  return [...new Set(urls.filter((url) => typeof url === 'string'))];
}
