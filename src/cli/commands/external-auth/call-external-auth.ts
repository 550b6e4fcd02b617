import { type ApiRequest, type ApiResponse, callApi } from '../../api/call-api.ts';
import { type JsonObject, readAnswer } from '../../api/read-answer.ts';
import { getSignedIn } from '../../credentials/signed-in.ts';
import type { Terminal } from '../../terminal.ts';
import { externalAuthPath } from './external-auth-path.ts';
import { readStoredLinks, type StoredLinks } from './links.ts';

/** Calls operations about one provider, as the person who is signed in. */
export interface ProviderCaller {
  /** The server's URL, without a trailing slash. */
  readonly url: string;
  /**
   * The body of an answer that says yes.
   *
   * @throws CommandFailure with the server's words if it says no
   */
  call(operation: string, request?: Call): Promise<JsonObject>;
  /** The answer, whatever it says. */
  send(operation: string, request?: Call): Promise<ApiResponse>;
  /** The person's accounts there, as they are kept: the provider is not asked. */
  storedLinks(): Promise<StoredLinks>;
}

interface Call extends Pick<ApiRequest, 'method'> {
  readonly json?: unknown;
  readonly parameters?: Readonly<Record<string, string | undefined>>;
}

/**
 * Makes the caller for a provider. The sign-in is looked up for each call, so that one that ends while something is waited for is
 * renewed.
 *
 * @throws CommandFailure if nobody is signed in
 */
export async function callerOf(terminal: Terminal, named: string | undefined, provider: string): Promise<ProviderCaller> {
  const { environment } = terminal;
  const { url } = await getSignedIn(environment, named);
  const send: ProviderCaller['send'] = async (operation, { method = 'GET', json, parameters } = {}) => {
    const path = externalAuthPath(provider, operation, parameters);
    return callApi({ ...(await getSignedIn(environment, url)), path, method, ...(json === undefined ? {} : { body: { json } }) });
  };
  const call: ProviderCaller['call'] = async (operation, request) =>
    readAnswer(url, await send(operation, request), { 401: `grantry login ${url}`, 404: 'grantry external-auth list' });
  return { url, call, send, storedLinks: async () => readStoredLinks(await call('/links')) };
}
