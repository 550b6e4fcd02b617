import { withRemedy } from '../errors/with-remedy.ts';
import { type HttpErrorLike, isHttpError } from '../request/request-error.ts';
import type { Endpoint, OctokitResponse, RequestInterface } from '../request/request-types.ts';
import { apiBaseUrl } from '../routes/api-url.ts';
import type { KeptToken } from '../tokens/kept-token.ts';
import type { AppState } from './app-state.ts';
import { getInstallationId } from './authenticate-installation.ts';
import { dropInstallationTokens, getInstallationToken, type TokenSource } from './get-installation-token.ts';
import { remedyForPermission, remedyForRoute } from './remedies.ts';
import { mayBeUnknownYet, waitForReplication } from './replication.ts';

/**
 * Sends a request with the token of the strategy's installation. A token too new for GitHub to know everywhere is tried again for a few
 * seconds; one GitHub no longer accepts is replaced once.
 */
export async function sendAsInstallation(state: AppState, request: RequestInterface, endpoint: Endpoint): Promise<OctokitResponse> {
  const route = `${endpoint.method} ${endpoint.url}`;
  const installationId = getInstallationId(state, undefined, remedyForRoute(route));
  const baseUrl = apiBaseUrl(endpoint.baseUrl);
  const source: TokenSource = { baseUrl, request: () => request.defaults({ baseUrl }) };
  const signal = endpoint.request?.signal instanceof AbortSignal ? endpoint.request.signal : undefined;
  const send = (kept: KeptToken): Promise<OctokitResponse> => {
    endpoint.headers.authorization = `token ${kept.facts.token}`;
    return waitForReplication(state, kept, () => request(endpoint), signal);
  };

  const kept = await getInstallationToken(state, source, { installationId }, { signal });
  const wasNew = mayBeUnknownYet(state, kept);
  try {
    return await send(kept);
  } catch (error) {
    if (!isHttpError(error)) throw error;
    if (isSuspension(error)) await dropInstallationTokens(state, baseUrl, installationId);
    if (error.status !== 401 || wasNew) throw withRemedy(error, remedyForPermission(error, route));
    return await send(await replace(kept, error));
  }

  /** The token ended early. If no other can be had, the refusal of this one is what the caller has to know of. */
  async function replace({ facts }: KeptToken, refusal: HttpErrorLike): Promise<KeptToken> {
    try {
      return await getInstallationToken(state, source, { installationId }, { signal, otherThan: facts.token });
    } catch (cause) {
      const { owner } = state.at(baseUrl);
      await state.keeper.store.drop(owner, { installationId });
      throw withRemedy(
        refusal,
        `The token ended before its time, and no other could be had: ${cause instanceof Error ? cause.message : cause}`,
      );
    }
  }
}

const isSuspension = ({ status, message }: HttpErrorLike): boolean => status === 403 && message.includes('suspended');
