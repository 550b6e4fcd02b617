import * as http from 'node:http';
import * as https from 'node:https';
import type { OutboundAnswer, OutboundRequest, SendRequest } from '../ports.ts';
import { isPrivateAddress } from './private-address.ts';
import { type Lookup, PrivateAddressError, publicLookup } from './public-lookup.ts';
import { literalAddress, parseDialableUrl } from './public-url.ts';

/** How many bytes of an answer are kept where the caller names no bound of its own. */
const defaultBodyBytes = 4096;

function describe(error: unknown, request: OutboundRequest, host: string): OutboundAnswer {
  if (error instanceof PrivateAddressError) return { outcome: 'failed', reached: false, words: `${error.message}, which is not allowed` };
  if (error instanceof Error && error.name === 'AbortError') {
    return { outcome: 'failed', reached: true, words: `${host} did not answer within ${request.timeout} s` };
  }
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return { outcome: 'failed', reached: true, words: `${host} could not be reached${code}` };
}

async function readBeginning(response: http.IncomingMessage, maxBodyBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= maxBodyBytes) break; // which ends the connection too
  }
  return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
}

const headersOf = (response: http.IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));

/**
 * Makes the function that sends to URLs that people gave us: to public addresses only, over a connection of its own, without following
 * redirects. Of the answer only the beginning is read. It never rejects.
 *
 * @param allowPrivate the operator lets us reach private addresses too.
 * @param maxBodyBytes of an answer that is longer, the beginning is kept.
 */
export function sendToPublic(allowPrivate: boolean, lookup?: Lookup, maxBodyBytes: number = defaultBodyBytes): SendRequest {
  return (request) =>
    new Promise((resolve) => {
      const url = parseDialableUrl(request.url);
      if (url === undefined) {
        resolve({ outcome: 'failed', reached: false, words: 'the URL is not one of http or https without a user name' });
        return;
      }
      const fail = (error: unknown): void => resolve(describe(error, request, url.host));
      const address = literalAddress(url);
      // A literal address is dialled without a lookup.
      if (!allowPrivate && address !== undefined && isPrivateAddress(address)) {
        fail(new PrivateAddressError(`${url.host} is a private address`));
        return;
      }
      const { method, headers, timeout, body } = request;
      const sent = (url.protocol === 'https:' ? https : http).request(url, {
        method,
        headers: { 'user-agent': 'grantry', ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        agent: false,
        signal: AbortSignal.timeout(timeout * 1000),
        ...(allowPrivate ? {} : { lookup: publicLookup(lookup) }),
      });
      sent.on('error', fail);
      sent.on('response', (response) => {
        const { statusCode: status = 0 } = response;
        readBeginning(response, maxBodyBytes).then(
          (text) => resolve({ outcome: 'answered', status, headers: headersOf(response), body: text }),
          fail,
        );
      });
      sent.end(body);
    });
}
