import { wait } from '../../flight/wait.ts';
import { withRemedy } from '../errors/with-remedy.ts';
import { type HttpErrorLike, isHttpError } from '../request/request-error.ts';
import type { OctokitResponse, RequestInterface } from '../request/request-types.ts';
import { type KeptToken, toKeptToken } from '../tokens/kept-token.ts';
import type { Permissions, TokenRequest } from '../tokens/token-request.ts';
import type { AppAtHost, AppState } from './app-state.ts';
import { remedyForInstallation } from './remedies.ts';
import { sendAsApp } from './send-as-app.ts';

/** GitHub's answer with a token. */
interface TokenAnswer {
  readonly token: string;
  readonly expires_at: string;
  readonly permissions?: Permissions;
  readonly repository_selection?: 'all' | 'selected';
  readonly repositories?: readonly { readonly id: number; readonly name: string }[];
  readonly single_file?: string | null;
}

/** The members that narrow a token, only those asked for: with none there must be no body. */
const narrowing = ({ repositoryIds, repositoryNames, permissions }: TokenRequest): Record<string, unknown> => ({
  ...(repositoryIds === undefined ? {} : { repository_ids: repositoryIds }),
  ...(repositoryNames === undefined ? {} : { repositories: repositoryNames }),
  ...(permissions === undefined ? {} : { permissions }),
});

const readTokenAnswer = (answer: TokenAnswer): KeptToken =>
  toKeptToken({
    token: answer.token,
    createdAt: new Date().toISOString(),
    expiresAt: answer.expires_at,
    repositorySelection: answer.repository_selection ?? 'all',
    permissions: answer.permissions ?? {},
    ...(answer.repositories === undefined
      ? {}
      : { repositoryIds: answer.repositories.map(({ id }) => id), repositoryNames: answer.repositories.map(({ name }) => name) }),
    ...(answer.single_file ? { singleFileName: answer.single_file } : {}),
  });

/** Seconds GitHub asks to wait before it makes more tokens, if that is no longer than wanted. */
const retryAfter = ({ status, response }: HttpErrorLike, maxSeconds: number): number | undefined => {
  const seconds = Number(response?.headers['retry-after'] ?? Number.NaN);
  return (status === 403 || status === 429) && seconds >= 0 && seconds <= maxSeconds ? seconds : undefined;
};

/** Has GitHub make an installation token, narrowed as asked. A wrong clock and a short `Retry-After` cost one more request each. */
export async function mintToken(state: AppState, host: AppAtHost, request: RequestInterface, wanted: TokenRequest): Promise<KeptToken> {
  const send = (authorization: string): Promise<OctokitResponse<TokenAnswer>> =>
    request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: wanted.installationId,
      ...narrowing(wanted),
      headers: { authorization },
    });
  const attempt = async (): Promise<KeptToken> => readTokenAnswer((await sendAsApp(host, state.warn, send)).data);
  try {
    return await attempt();
  } catch (error) {
    if (!isHttpError(error)) throw error;
    const seconds = retryAfter(error, state.options.maxRetryAfterSeconds ?? 60);
    if (seconds === undefined) throw withRemedy(error, remedyForInstallation(error, host.owner, wanted));
    await wait(seconds * 1000);
    return await attempt();
  }
}
