import { wait } from '../../flight/wait.ts';
import { type HttpErrorLike, isHttpError } from '../request/request-error.ts';
import type { OctokitResponse } from '../request/request-types.ts';
import type { KeptToken } from '../tokens/kept-token.ts';
import type { AppState } from './app-state.ts';

/** GitHub's databases agree on a new token within this. */
const defaultWindowMs = 5_000;
const defaultStepMs = 1_000;

const ageOf = ({ createdAtMs }: KeptToken): number => Date.now() - createdAtMs;

/** Whether a token is so new that some of GitHub's servers may not know it. */
export const mayBeUnknownYet = ({ options }: AppState, kept: KeptToken): boolean =>
  ageOf(kept) < (options.replicationWindowMs ?? defaultWindowMs);

/** Whether a token has one of the sets of permissions GitHub lists: `contents=read; contents=write,issues=read`. */
const hasPermissions = ({ facts }: KeptToken, accepted: string): boolean => {
  const ranks = ['read', 'write', 'admin'];
  return accepted.split(';').some((set) =>
    set.split(',').every((one) => {
      const [name = '', level = ''] = one.trim().split('=');
      return ranks.indexOf(facts.permissions[name] ?? '') >= ranks.indexOf(level);
    }),
  );
};

/**
 * Whether a refusal may be due to a server that does not know the token yet, or what it may do.
 *
 * GitHub names the permissions that would do: if the token lacks them, waiting does not help.
 */
const mayBeDueToLag = ({ status, message, response }: HttpErrorLike, kept: KeptToken): boolean => {
  if (status === 401) return true;
  if (status !== 403 || !message.includes('Resource not accessible by integration')) return false;
  const accepted = response?.headers['x-accepted-github-permissions'];
  return typeof accepted !== 'string' || accepted === '' || hasPermissions(kept, accepted);
};

/** Sends, and while the token is new and refused waits a little longer each time and sends again. */
export async function waitForReplication(
  state: AppState,
  kept: KeptToken,
  send: () => Promise<OctokitResponse>,
  signal: AbortSignal | undefined,
): Promise<OctokitResponse> {
  const { replicationWindowMs: windowMs = defaultWindowMs, replicationStepMs: stepMs = defaultStepMs } = state.options;
  for (let retries = 0; ; ) {
    const age = ageOf(kept);
    try {
      return await send();
    } catch (error) {
      if (!isHttpError(error) || !mayBeDueToLag(error, kept)) throw error;
      if (age >= windowMs) {
        if (retries > 0 && error.status === 401) error.message = exhausted(retries, age);
        throw error;
      }
      retries += 1;
      state.warn(
        `[@octokit/auth-app] Retrying after ${error.status} response to account for token replication delay (retry: ${retries}, wait: ${(retries * stepMs) / 1000}s)`,
      );
      await wait(retries * stepMs, signal);
    }
  }
}

const exhausted = (retries: number, age: number): string =>
  `After ${retries} retries within ${age / 1000}s of creating the installation access token, the response remains 401. ` +
  'At this point, the cause may be an authentication problem or a system outage. Please check https://www.githubstatus.com for status information';
