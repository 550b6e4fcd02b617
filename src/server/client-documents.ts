import type { SendRequest } from '../broker/ports.ts';
import type { FetchClientDocument, FetchedDocument } from '../engine/ports.ts';
import type { Awaitable } from '../protocol/commit.ts';
import { type Clock, type EpochSeconds, seconds } from '../protocol/units.ts';

/** Bytes of the largest document that is read. */
export const maxDocumentBytes = 16_384;

/** Seconds in which a URL is not asked again that had no good document: whoever is mending it does not wait long. */
export const failureQuiet = 10;

/** Failures that are kept at most, and documents that are fetched at the same time. */
const capacity = 1000;
const maxUnderWay = 50;

/** What fetching documents takes. */
export interface ClientDocumentPorts {
  /** Reaches public addresses only, reads at most {@link maxDocumentBytes}, follows no redirect, never rejects. */
  readonly send: SendRequest;
  readonly clock: Clock;
  /** Whether a host may be asked once more: we must not be made to flood it. */
  readonly maySend: (host: string) => Awaitable<boolean>;
}

type Failure = Extract<FetchedDocument, { outcome: 'failed' }>;

const failed = (reason: string, isLasting: boolean): Failure => ({ outcome: 'failed', reason, isLasting });

/** Answers that say that there is no document, rather than that it cannot be had just now. */
const isGone = (status: number): boolean => status < 500 && status !== 429 && status !== 408;

const isJson = (contentType: string): boolean => /^application\/(?:json|[a-z0-9!#$&^_.+-]+\+json)\s*(?:;|$)/i.test(contentType.trim());

async function fetchDocument({ send, maySend }: ClientDocumentPorts, url: string): Promise<FetchedDocument> {
  if (!(await maySend(URL.parse(url)?.host ?? ''))) return failed('the host is asked too often', false);
  const answer = await send({ method: 'GET', url, headers: { accept: 'application/json' }, timeout: seconds(5) });
  if (answer.outcome === 'failed') return failed(answer.words, !answer.reached);
  if (answer.status !== 200) return failed(`it answered with status ${answer.status}`, isGone(answer.status)); // redirects are not followed either
  if (!isJson(answer.headers['content-type'] ?? '')) return failed('it is not JSON by its Content-Type', true);
  if (Buffer.byteLength(answer.body) >= maxDocumentBytes) return failed(`it is larger than ${maxDocumentBytes} bytes`, true);
  return { outcome: 'found', text: answer.body, headers: answer.headers };
}

/**
 * Makes the function that fetches client metadata documents. Those who ask for the same one at the same time wait for one fetch, and after one that
 * failed there is quiet for a moment.
 */
export function createFetchClientDocument(ports: ClientDocumentPorts): FetchClientDocument {
  const underWay = new Map<string, Promise<FetchedDocument>>();
  const failures = new Map<string, { readonly failure: Failure; readonly at: EpochSeconds }>();

  const renew = async (url: string): Promise<FetchedDocument> => {
    const fetched = await fetchDocument(ports, url);
    failures.delete(url); // so that it is the last in the order of the map
    if (fetched.outcome === 'failed') failures.set(url, { failure: fetched, at: ports.clock() });
    for (const oldest of failures.keys()) {
      if (failures.size <= capacity) break;
      failures.delete(oldest);
    }
    return fetched;
  };

  return (url) => {
    const pending = underWay.get(url);
    if (pending !== undefined) return pending;
    const before = failures.get(url);
    if (before !== undefined && Math.abs(ports.clock() - before.at) < failureQuiet) return Promise.resolve(before.failure);
    if (underWay.size >= maxUnderWay) return Promise.resolve(failed('too many documents are being fetched', false));
    const started = renew(url).finally(() => underWay.delete(url));
    underWay.set(url, started);
    return started;
  };
}
