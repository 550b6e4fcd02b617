import { GrantryError, GrantryUnavailableError } from './errors.ts';
import type { Ports } from './ports.ts';
import { askServer, type Server, type ServerAnswer, type ServerRequest } from './server.ts';
import { describeFailure } from './without-secrets.ts';

/** How long trouble is put up with. */
export interface Patience {
  /** A new attempt begins only within so many milliseconds of the first. */
  readonly budgetMilliseconds: number;
  /** Called at the first failure that is waited out. */
  onTrouble?(): void;
}

/** What a proxy answers for a server that restarts, and a server that is asked too often (RFC 9110 §15.6, RFC 6585 §4). */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const firstDelay = 200;
const longestDelay = 5000;

/** Milliseconds to wait before attempt number `attempt` + 1: doubling, and anywhere in the upper half so that callers spread. */
export function delayAfter(attempt: number, random: number): number {
  const longest = Math.min(longestDelay, firstDelay * 2 ** (attempt - 1));
  return Math.ceil(longest * (0.5 + random / 2));
}

/** Milliseconds of a `Retry-After` header, in either of its forms; undefined without one (RFC 9110 §10.2.3). */
export function readRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

type Attempt = { readonly answer: ServerAnswer } | { readonly failure: Error; readonly retryAfter?: number | undefined };

async function attempt(server: Server, request: ServerRequest, now: () => number, signal: AbortSignal): Promise<Attempt> {
  try {
    const answer = await askServer(server, request, signal);
    if (!passing.has(answer.status)) return { answer };
    return { failure: new Error(`status ${answer.status}`), retryAfter: readRetryAfter(answer.headers.get('retry-after'), now()) };
  } catch (error) {
    if (signal.aborted || error instanceof GrantryError) throw error;
    return { failure: describeFailure(error, [request.credential ?? '', ...Object.values(request.json ?? {}).map(String)]) };
  }
}

/**
 * Sends a request until there is an answer that is not in passing, or the budget is spent. Only for requests that may be repeated.
 *
 * @throws GrantryUnavailableError with the last failure as its cause; the signal's reason if it is aborted.
 */
export async function askPatiently(
  server: Server,
  request: ServerRequest,
  { budgetMilliseconds, onTrouble }: Patience,
  ports: Ports,
  signal: AbortSignal,
): Promise<ServerAnswer> {
  const deadline = ports.now() + budgetMilliseconds;
  for (let count = 1; ; count++) {
    const result = await attempt(server, request, ports.now, signal);
    if ('answer' in result) return result.answer;
    const delay = Math.max(result.retryAfter ?? 0, delayAfter(count, ports.random()));
    if (ports.now() + delay >= deadline) {
      const times = count === 1 ? 'once' : `${count} times`;
      const cause = result.failure;
      throw new GrantryUnavailableError(`${server.url} was asked ${times} and gave no usable answer: ${cause.message}`, { cause });
    }
    onTrouble?.();
    await ports.wait(delay, signal);
  }
}
