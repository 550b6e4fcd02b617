import { NotLinkedError } from './errors.ts';

/** What octokit knows of a request before it is sent: its URL is still a template. */
export interface OctokitEndpoint {
  readonly url: string;
  readonly baseUrl: string;
  readonly headers: Record<string, string | number | undefined>;
  readonly data?: unknown;
  readonly request?: { readonly signal?: AbortSignal };
}

/** Sends a request; rejects with an error that has a `status` when the answer is no success. */
// biome-ignore lint/suspicious/noExplicitAny: octokit types each answer by its route, which is not ours to know
export type SendOctokitRequest = (endpoint: any) => Promise<any>;

/** The `request` octokit hands to a hook. */
export interface OctokitRequest extends SendOctokitRequest {
  readonly endpoint: {
    // biome-ignore lint/suspicious/noExplicitAny: a route and its parameters in any of octokit's spellings
    merge(route: any, parameters?: any): any;
    // biome-ignore lint/suspicious/noExplicitAny: what merge made
    parse(endpoint: any): { readonly url: string };
  };
}

/** Where the hook's tokens are from. */
export interface HookTokens {
  get(options: { readonly signal?: AbortSignal | undefined }): Promise<{ readonly token: string }>;
  invalidate(token: string, options: { readonly signal?: AbortSignal | undefined }): Promise<void>;
}

/** A body that is read while it is sent cannot be sent again. */
const isStream = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && ('getReader' in body || 'pipe' in body || Symbol.asyncIterator in body);

/** GitHub takes either scheme for its own tokens; a JWT, as other servers issue, is a bearer token. */
const schemeOf = (token: string): string => (token.split('.').length === 3 ? 'bearer' : 'token');

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/**
 * Sends an octokit request with a token, if it goes to the API: a full URL of another host gets none. A token the API refuses is
 * invalidated, and the request is sent once more when there is another token and a body that can be sent again.
 *
 * @throws NotLinkedError if the account has to be linked anew; otherwise what octokit throws.
 */
export async function sendWithToken(
  tokens: HookTokens,
  request: OctokitRequest,
  ...route: Parameters<OctokitRequest['endpoint']['merge']>
): ReturnType<SendOctokitRequest> {
  const endpoint: OctokitEndpoint = request.endpoint.merge(...route);
  const origin = originOf(request.endpoint.parse(endpoint).url);
  if (origin === undefined || origin !== originOf(endpoint.baseUrl)) return request(endpoint);

  const { signal } = endpoint.request ?? {};
  const send = (token: string): ReturnType<SendOctokitRequest> => {
    endpoint.headers.authorization = `${schemeOf(token)} ${token}`;
    return request(endpoint);
  };
  const { token } = await tokens.get({ signal });
  try {
    return await send(token);
  } catch (error) {
    if ((error as { readonly status?: unknown }).status !== 401) throw error; // octokit's errors have one
    const another = await tokens
      .invalidate(token, { signal })
      .then(() => tokens.get({ signal }))
      .catch((failure: unknown) => {
        if (failure instanceof NotLinkedError) throw failure; // it names the remedy
        return undefined; // what the API said is nearer to the cause
      });
    if (another === undefined || another.token === token || isStream(endpoint.data)) throw error;
    return send(another.token);
  }
}
