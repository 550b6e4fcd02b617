import { type JsonObject, parseObject } from '../wire/parse-object.ts';
import { readBounded } from '../wire/read-bounded.ts';
import { UpstreamError } from './upstream-error.ts';

/** Documents and answers of an authorization server are not longer. */
const maxBytes = 512 * 1024;

/** How an authorization server is asked. */
export interface Upstream {
  readonly fetch: typeof fetch;
  /** How long one answer may take. */
  readonly timeoutMilliseconds: number;
}

/**
 * Fetches a JSON object from an authorization server, within bounds of size and time. Redirects are not followed: what a document
 * may be fetched from is what the operator wrote.
 *
 * @returns undefined for 404, which says that there is none.
 * @throws UpstreamError saying why there is no usable answer; it quotes nothing that was sent.
 */
export async function fetchObject(
  { fetch, timeoutMilliseconds }: Upstream,
  url: string,
  init: RequestInit = {},
): Promise<JsonObject | undefined> {
  const { origin, pathname } = new URL(url);
  const where = `${origin}${pathname}`;
  let status: number;
  let text: string;
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const response = await fetch(url, { ...init, redirect: 'manual', signal, headers: { accept: 'application/json', ...init.headers } });
    status = response.status;
    if (status === 404) await response.body?.cancel();
    if (status === 404) return undefined;
    text = await readBounded(response, maxBytes);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = (cause as { readonly code?: unknown } | undefined)?.code; // system errors have one
    throw new UpstreamError(
      `${where} cannot be asked: ${typeof code === 'string' ? code : error instanceof Error ? error.name : 'failure'}`,
    );
  }
  if (status !== 200) throw new UpstreamError(`${where} answers with status ${status}`);
  const object = parseObject(text);
  if (object === undefined) throw new UpstreamError(`${where} answers with no JSON object`);
  return object;
}
