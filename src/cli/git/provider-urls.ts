import { callAsUser } from '../api/call-as-user.ts';
import { isJsonObject, textOf } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';

/** The hosts whose repositories a provider serves. */
export interface ProviderUrls {
  readonly providerId: string;
  /** Empty if its pattern names no single host. */
  readonly urls: readonly string[];
}

/**
 * Asks the server which hosts its providers serve; those that serve no repositories are left out.
 *
 * @throws CommandFailure if nobody is signed in, or the server refuses
 */
export async function listProviderUrls(environment: Environment, server: string | undefined): Promise<readonly ProviderUrls[]> {
  const { url, body } = await callAsUser(environment, server, { path: '/api/v2/external-auth' });
  if (!Array.isArray(body.providers)) throw new CommandFailure(`${url} does not answer as a Grantry server does`);
  return body.providers.filter(isJsonObject).flatMap((provider) => {
    const { git_urls: urls } = provider;
    if (!Array.isArray(urls)) return [];
    return [{ providerId: textOf(provider, 'id'), urls: urls.filter((each) => typeof each === 'string') }];
  });
}
