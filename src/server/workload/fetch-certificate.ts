import * as http from 'node:http';
import * as https from 'node:https';
import { type Lookup, publicLookup } from '../../broker/outbound/public-lookup.ts';
import { literalAddress, parseDialableUrl } from '../../broker/outbound/public-url.ts';
import { certificateLimits, type FetchCertificate } from '../../identity/workload/ports.ts';

async function readBounded(response: http.IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > certificateLimits.bytes) return undefined; // which ends the connection too
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Makes the function that fetches certificates. A literal address is dialled without a lookup, so none is taken.
 *
 * @param lookup looks names up.
 * @param isPrivate says which addresses are not dialled.
 */
export const fetchCertificateWith =
  (lookup?: Lookup, isPrivate?: (address: string) => boolean): FetchCertificate =>
  (text) =>
    new Promise((resolve) => {
      const url = parseDialableUrl(text);
      if (url === undefined || literalAddress(url) !== undefined) {
        resolve(undefined);
        return;
      }
      const sent = (url.protocol === 'https:' ? https : http).get(url, {
        headers: { 'user-agent': 'grantry', accept: 'application/pkix-cert' },
        agent: false,
        signal: AbortSignal.timeout(certificateLimits.timeout * 1000),
        lookup: publicLookup(lookup, isPrivate),
      });
      const fail = (): void => resolve(undefined);
      sent.on('error', fail);
      sent.on('response', (response) => {
        if (response.statusCode === 200) readBounded(response).then(resolve, fail);
        else {
          response.destroy();
          fail();
        }
      });
    });
