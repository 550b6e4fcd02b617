import { parseObject, textOf } from '../wire/parse-object.ts';
import { readBounded } from '../wire/read-bounded.ts';
import { CallerRefusedError } from './errors.ts';
import { describeFailure } from './without-secrets.ts';
import type { IdentityToken } from './workload-caller.ts';

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

const maxBytes = 64 * 1024;

/**
 * The identity of a GitHub Actions job: asks GitHub for a JWT whenever one is needed. The workflow needs the permission
 * `id-token: write`.
 *
 * @example
 * ```ts
 * createGrantryAuth({ url, provider: 'github', identityToken: githubActionsIdentity(process.env) });
 * ```
 * @throws CallerRefusedError when it is asked for a token and this is no such job, or GitHub gives none.
 * @see https://docs.github.com/actions/concepts/security/openid-connect
 */
export function githubActionsIdentity(environment: Environment, send: typeof fetch = (...request) => fetch(...request)): IdentityToken {
  return async ({ audience, signal }) => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: requestUrl = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken = '' } = environment;
    if (!URL.canParse(requestUrl) || requestToken === '')
      throw new CallerRefusedError('This is no GitHub Actions job with the permission id-token: write.');
    const url = new URL(requestUrl);
    url.searchParams.set('audience', audience);
    const failed = (failure: unknown): CallerRefusedError =>
      new CallerRefusedError(`GitHub Actions gave no identity token: ${describeFailure(failure, [requestToken]).message}`);
    let text: string;
    try {
      const response = await send(url.href, { signal, headers: { accept: 'application/json', authorization: `Bearer ${requestToken}` } });
      if (!response.ok) throw new Error(`status ${response.status}`);
      text = await readBounded(response, maxBytes);
    } catch (error) {
      signal.throwIfAborted();
      throw failed(error);
    }
    const token = textOf(parseObject(text) ?? {}, 'value');
    if (token === undefined) throw failed(new Error('no value in the answer'));
    return token;
  };
}
