import { lookup as systemLookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from '../../broker/outbound/private-address.ts';
import { certificateLimits, type FetchCertificate } from '../../identity/workload/ports.ts';

/** Finds public addresses only, and the connection is made to what it answers: a name cannot lead elsewhere between look and dial. */
const publicLookup =
  (lookup: typeof systemLookup, isPrivate: typeof isPrivateAddress): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) done(error, '', 0);
      else if (first === undefined || addresses.some(({ address }) => isPrivate(address)))
        done(new Error(`${hostname} leads to a private address`), '', 0);
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };

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
  (lookup: typeof systemLookup = systemLookup, isPrivate: typeof isPrivateAddress = isPrivateAddress): FetchCertificate =>
  (text) =>
    new Promise((resolve) => {
      const url = new URL(text);
      if (/^[\d.[\]:]+$/.test(url.hostname)) {
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
