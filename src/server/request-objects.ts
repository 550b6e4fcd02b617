import type { SendRequest } from '../broker/ports.ts';
import type { FetchedText, FetchRequestObject } from '../engine/ports.ts';
import { seconds } from '../protocol/units.ts';
import { maxKeySetBytes } from './client-keys.ts';

/** RFC 9101 §5.2.3, and what clients of OpenID Connect call it. */
const mediaTypes: readonly string[] = ['application/oauth-authz-req+jwt', 'application/jwt'];

const failed = (reason: string): FetchedText => ({ outcome: 'failed', reason: `request_uri: ${reason}` });

/**
 * Makes the function that reads a request object at an address its client registered.
 *
 * @param send reaches public addresses only, reads at most {@link maxKeySetBytes}, follows no redirect, never rejects.
 */
export const createFetchRequestObject =
  (send: SendRequest): FetchRequestObject =>
  async (url) => {
    const answer = await send({ method: 'GET', url, headers: { accept: mediaTypes.join(', ') }, timeout: seconds(5) });
    if (answer.outcome === 'failed') return failed(answer.words);
    if (answer.status !== 200) return failed(`it answered with status ${answer.status}`);
    const [mediaType = ''] = (answer.headers['content-type'] ?? '').split(';');
    if (!mediaTypes.includes(mediaType.trim().toLowerCase())) return failed('it is not of type application/oauth-authz-req+jwt');
    if (Buffer.byteLength(answer.body) >= maxKeySetBytes) return failed(`it is larger than ${maxKeySetBytes} bytes`);
    return { outcome: 'found', text: answer.body.trim() };
  };
