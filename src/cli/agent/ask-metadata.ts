import type { IncomingMessage, RequestOptions } from 'node:http';
import { announceRequest } from '../api/announce-request.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';

/** A question to a service of the machine the command runs on. */
export interface MetadataRequest {
  readonly method?: 'GET' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Who is asked, as people call it. */
  readonly who: string;
}

/** Every machine's own address of its metadata; tests have it elsewhere. */
export const metadataUrl = (environment: Environment, path: string): string =>
  `${environment.GRANTRY_TEST_METADATA_URL ?? 'http://169.254.169.254'}${path}`;

/** How long an answer may take, and how long it may be. */
const limits = { seconds: 10, bytes: 256 * 1024 } as const;

/**
 * Asks, and answers the body.
 *
 * @throws CommandFailure if there is no answer, or none that says yes
 * @throws DryRunEnd if nothing is to be sent
 */
export async function askMetadata({ method = 'GET', url, headers, who }: MetadataRequest): Promise<string> {
  const { protocol, host } = new URL(url);
  await announceRequest({ method, url, headers, body: '' });
  const { request } = protocol === 'https:' ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
  const options: RequestOptions = { method, agent: false, headers, signal: AbortSignal.timeout(limits.seconds * 1000) };
  return new Promise((resolve, reject) => {
    const fail = (words: string): void => reject(new CommandFailure(`${who} (${host}) ${words}`));
    const failed = (error: Error): void =>
      fail(error.name === 'AbortError' ? `did not answer within ${limits.seconds} s` : `does not answer: ${error.message}`);
    const sent = request(url, options, (response: IncomingMessage) => {
      let received = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        received += piece;
        if (received.length > limits.bytes) sent.destroy(new Error('the answer is too long'));
      });
      response.on('error', failed);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(received);
        else fail(`answered with status ${response.statusCode ?? 0}`);
      });
    });
    sent.on('error', failed);
    sent.end();
  });
}
